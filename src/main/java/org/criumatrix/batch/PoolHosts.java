package org.criumatrix.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.distro.Distributions;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.PeerHost;

/**
 * Hosts that are an HTCondor pool, {@code htcondor:sid}, or a Slurm cluster, {@code slurm:sid}: one
 * is a pool of one node, two are one of two nodes. A suite of the distribution is what is known of
 * a version before anything is fetched; the run records the version itself.
 *
 * @param around the kind of host that nodes are made on
 */
public record PoolHosts(HostKind around, Edition edition, Way way) implements HostKind {

  private static final List<String> SUITES = List.of("sid", "trixie");

  /** What jobs in containers may do in them. */
  private static final String CONTAINED =
      """
      SINGULARITY_EXTRA_ARGUMENTS = "--underlay --add-caps CAP_CHECKPOINT_RESTORE"
      """;

  public static List<HostKind> all(HostKind around, Distributions distributions) {
    var all = new ArrayList<HostKind>();
    for (var suite : SUITES) {
      var condor = new Edition("htcondor:" + suite, distributions, suite + "-pool");
      all.add(new PoolHosts(around, condor, PoolHosts::condor));
      var slurm = new Edition("slurm:" + suite, distributions, suite + "-slurm");
      all.add(new PoolHosts(around, slurm, (nodes, at, seen) -> new SlurmCluster(nodes).up(at)));
    }
    return all;
  }

  /** How a batch system is brought up. */
  @FunctionalInterface
  interface Way {

    /**
     * @param addresses by which nodes reach each other, one for each
     * @param folders that are the same on all of them
     */
    void up(List<Host> nodes, List<String> addresses, Map<String, Path> folders);
  }

  private static void condor(List<Host> nodes, List<String> addresses, Map<String, Path> folders) {
    var pool = new HtCondorPool(nodes);
    var seen = new ArrayList<>(List.of("/usr", pool.queue().home()));
    folders.values().forEach(f -> seen.add(f.toAbsolutePath().toString()));
    nodes.forEach(JobsImage::make);
    nodes.forEach(JobsDocker::startWhereInstalled);
    pool.up(addresses, seen, CONTAINED + JobsDocker.configuration(seen));
  }

  @Override
  public String name() {
    return edition.name();
  }

  @Override
  public HostKind machine() {
    return around;
  }

  @Override
  public Optional<String> unavailable() {
    return around.unavailable().or(around::distributionsUnavailable).or(edition::lacking);
  }

  @Override
  public Host open(Map<String, Path> folders) {
    var host = around.openIn(edition.folder(), folders);
    return up(List.of(new PeerHost(host, null)), HtCondorPool.ALONE, folders).get(0).host();
  }

  @Override
  public Host openIn(Path distribution, Map<String, Path> folders) {
    throw new HostException("no other distribution is put on a pool's node here");
  }

  @Override
  public Optional<String> pairUnavailable() {
    return around.pairUnavailable();
  }

  @Override
  public List<PeerHost> openPair(Map<String, Path> folders) {
    var nodes = around.openPairIn(edition.folder(), folders);
    return up(nodes, nodes.stream().map(n -> n.addresses().v4()).toList(), folders);
  }

  private List<PeerHost> up(
      List<PeerHost> nodes, List<String> addresses, Map<String, Path> folders) {
    try {
      way.up(nodes.stream().map(PeerHost::host).toList(), addresses, folders);
      return nodes;
    } catch (HostException e) {
      nodes.forEach(n -> n.host().close());
      throw e;
    }
  }
}
