package org.criumatrix.application;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.criumatrix.distro.Distributions;
import org.criumatrix.distro.InstalledRoot;
import org.criumatrix.distro.InstalledRoot.Build;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.PeerHost;

/**
 * A kind of host with the programs of a suite. Workloads run in one root file system, in which they
 * were built. Applications are many gigabytes, so each group of them has a root file system of its
 * own. A root is made when a cell needs it.
 *
 * @param application the application that a cell plays; empty: a workload
 */
record Userland(
    HostKind around,
    Distributions distributions,
    LandWorkloads workloads,
    UserlandLine land,
    String application)
    implements HostKind {

  @Override
  public String name() {
    return Userlands.NAME + ":" + land.name();
  }

  @Override
  public HostKind machine() {
    return around;
  }

  @Override
  public HostKind granting(String grant) {
    return new Userland(around, distributions, workloads, land, grant);
  }

  @Override
  public Optional<String> unavailable() {
    return around.unavailable().or(around::distributionsUnavailable).or(this::lacking);
  }

  private Optional<String> lacking() {
    if (playsApplication() && !found().suites().contains(land.suite())) {
      return Optional.of("Debian %s has no %s".formatted(land.suite(), application));
    }
    try {
      if (playsApplication()) {
        distributions.installed(root());
      } else {
        workloads.of(land);
      }
      return Optional.empty();
    } catch (Distributions.Missing e) {
      return Optional.of(e.getMessage());
    }
  }

  private boolean playsApplication() {
    return !application.isEmpty();
  }

  private Application found() {
    return Applications.ofCheckout().find(application);
  }

  private InstalledRoot root() {
    var group = found().root();
    var suite = land.suite();
    var all = Applications.ofCheckout().sharing(group, suite);
    var packages = new TreeSet<String>();
    all.forEach(a -> packages.addAll(a.packagesIn(suite)));
    var builds =
        all.stream()
            .filter(a -> !a.build().isEmpty())
            .map(a -> new Build(a.folder(), a.program().files(), a.build()))
            .toList();
    return new InstalledRoot(suite + "-" + group, suite, List.copyOf(packages), builds);
  }

  @Override
  public Host open(Map<String, Path> folders) {
    try {
      return playsApplication()
          ? around.openIn(distributions.installed(root()), folders)
          : withJava(around.openIn(workloads.root(land), workloads.in(land, folders)));
    } catch (Distributions.Missing e) {
      throw new HostException(e.getMessage(), e);
    }
  }

  private static Host withJava(Host host) {
    try {
      LandWorkloads.linkJava(host);
      return host;
    } catch (HostException e) {
      host.close();
      throw e;
    }
  }

  /** Returns whether two kinds open the same hosts: those for applications that share a root. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Userland userland
        && userland.around.equals(around)
        && userland.land.equals(land)
        && userland.group().equals(group());
  }

  @Override
  public int hashCode() {
    return land.hashCode() * 31 + group().hashCode();
  }

  private String group() {
    return playsApplication() ? found().root() : "";
  }

  @Override
  public Map<String, String> programs() {
    return workloads.versions(land);
  }

  @Override
  public Host openIn(Path distribution, Map<String, Path> folders) {
    throw new HostException("a user land cannot have another distribution");
  }

  @Override
  public Optional<String> distributionsUnavailable() {
    return Optional.of("a user land cannot have another distribution");
  }

  @Override
  public Optional<String> pairUnavailable() {
    return playsApplication()
        ? Optional.of("applications run on one host")
        : around.pairUnavailable();
  }

  @Override
  public List<PeerHost> openPair(Map<String, Path> folders) {
    if (playsApplication()) {
      throw new HostException("applications run on one host");
    }
    try {
      var peers = around.openPairIn(workloads.root(land), workloads.in(land, folders));
      try {
        peers.forEach(peer -> LandWorkloads.linkJava(peer.host()));
        return peers;
      } catch (HostException e) {
        peers.forEach(peer -> peer.host().close());
        throw e;
      }
    } catch (Distributions.Missing e) {
      throw new HostException(e.getMessage(), e);
    }
  }
}
