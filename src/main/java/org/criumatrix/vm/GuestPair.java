package org.criumatrix.vm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.PeerHost;

/** Two hosts on two virtual machines, each with namespaces of its own there. */
final class GuestPair implements HostKind {

  private static final String NO_ROOMS = "container engines do not move between machines so far";

  private final GuestHosts first;
  private final GuestHosts second;
  private final AtomicInteger vlans;

  /**
   * @param vlans counts the networks of all pairs
   */
  GuestPair(GuestHosts first, GuestHosts second, AtomicInteger vlans) {
    this.first = first;
    this.second = second;
    this.vlans = vlans;
  }

  @Override
  public String name() {
    return first.name() + "+" + second.name().substring(Machines.PREFIX.length());
  }

  /** Returns the first machine, on which cells start. */
  @Override
  public HostKind machine() {
    return first;
  }

  @Override
  public Architecture architecture() {
    return first.architecture();
  }

  @Override
  public boolean isPair() {
    return true;
  }

  @Override
  public Optional<String> unavailable() {
    return first.unavailable().or(second::unavailable);
  }

  @Override
  public Optional<String> pairUnavailable() {
    return Optional.empty();
  }

  @Override
  public List<PeerHost> openPair(Map<String, Path> folders) {
    // There may be a pair the other way round, and both may start at once: the one that has one
    // machine
    // must not wait for the other's.
    var inOrder = first.name().compareTo(second.name()) < 0;
    var one = inOrder ? first : second;
    var other = inOrder ? second : first;
    return one.onHealthyMachine(
        folders, () -> other.onHealthyMachine(folders, () -> joined(folders)));
  }

  private List<PeerHost> joined(Map<String, Path> folders) {
    var vlan = vlans.getAndIncrement();
    return first.namespaces().openPair(second.namespaces(), vlan, folders);
  }

  @Override
  public Host open(Map<String, Path> folders) {
    throw new HostException(name() + " is two machines");
  }

  @Override
  public Host openIn(Path distribution, Map<String, Path> folders) {
    throw new HostException(NO_ROOMS);
  }

  @Override
  public Optional<String> distributionsUnavailable() {
    return Optional.of(NO_ROOMS);
  }

  @Override
  public void failed(Path evidence) {
    first.failed(evidence);
    second.failed(evidence);
  }
}
