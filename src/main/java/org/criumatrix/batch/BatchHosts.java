package org.criumatrix.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.PeerHost;

/**
 * Hosts that are the nodes of a batch system: a single host is a system of one node, a pair is a
 * system of two nodes. Before anything is fetched, only the suite of the distribution is known of a
 * version; the run records the version itself.
 *
 * @param around the kind of host that the nodes run on
 * @param system makes the batch system on nodes; it is started afterwards
 */
public record BatchHosts(HostKind around, Edition edition, Function<List<Host>, BatchSystem> system)
    implements HostKind {

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
    return up(List.of(new PeerHost(host, null)), BatchSystem.ALONE, folders).get(0).host();
  }

  @Override
  public Host openIn(Path distribution, Map<String, Path> folders) {
    throw new HostException("a node of a batch system cannot have another distribution");
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
      system.apply(nodes.stream().map(PeerHost::host).toList()).up(addresses, folders);
      return nodes;
    } catch (HostException e) {
      nodes.forEach(n -> n.host().close());
      throw e;
    }
  }
}
