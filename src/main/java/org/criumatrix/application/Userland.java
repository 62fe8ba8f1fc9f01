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
 * A kind of host with the programs of a suite. Applications are many gigabytes, so each group of
 * them has a root file system of its own, which is made when a cell needs it.
 *
 * @param suite of Debian
 * @param application the application that a cell plays; empty: not yet known
 */
record Userland(HostKind around, Distributions distributions, String suite, String application)
    implements HostKind {

  @Override
  public String name() {
    return Userlands.NAME + ":" + suite;
  }

  @Override
  public HostKind machine() {
    return around;
  }

  @Override
  public HostKind granting(String grant) {
    return new Userland(around, distributions, suite, grant);
  }

  @Override
  public Optional<String> unavailable() {
    return around
        .unavailable()
        .or(around::distributionsUnavailable)
        .or(() -> application.isEmpty() ? Optional.empty() : lacking());
  }

  private Optional<String> lacking() {
    if (!found().suites().contains(suite)) {
      return Optional.of("Debian %s has no %s".formatted(suite, application));
    }
    try {
      distributions.installed(root());
      return Optional.empty();
    } catch (Distributions.Missing e) {
      return Optional.of(e.getMessage());
    }
  }

  private Application found() {
    return Applications.ofCheckout().find(application);
  }

  private InstalledRoot root() {
    var group = found().root();
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
      return around.openIn(distributions.installed(root()), folders);
    } catch (Distributions.Missing e) {
      throw new HostException(e.getMessage(), e);
    }
  }

  /** Returns whether two kinds open the same hosts: those for applications that share a root. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Userland userland
        && userland.around.equals(around)
        && userland.suite.equals(suite)
        && userland.group().equals(group());
  }

  @Override
  public int hashCode() {
    return suite.hashCode() * 31 + group().hashCode();
  }

  private String group() {
    return application.isEmpty() ? "" : found().root();
  }

  @Override
  public Host openIn(Path distribution, Map<String, Path> folders) {
    throw new HostException("a user land cannot have another distribution");
  }

  @Override
  public Optional<String> pairUnavailable() {
    return Optional.of("applications run on one host");
  }

  @Override
  public List<PeerHost> openPair(Map<String, Path> folders) {
    throw new HostException("applications run on one host");
  }
}
