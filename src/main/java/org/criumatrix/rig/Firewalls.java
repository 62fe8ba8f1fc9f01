package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Host;
import org.criumatrix.verdict.Failure;

/** The firewalls of a cell's hosts: watches their rules, and locks the network like an operator. */
public final class Firewalls {

  private final List<Firewall> watched = new ArrayList<>();
  private final Set<Host> blocked = new LinkedHashSet<>();

  /** Watches the firewalls from now on: CRIU must leave no rule, and no other rule may change. */
  public void watch(List<RuntimeContext> contexts) {
    if (watched.isEmpty()) {
      contexts.stream()
          .map(RuntimeContext::host)
          .filter(host -> host.facts().root())
          .forEach(host -> watched.add(Firewall.watch(host)));
    }
  }

  /**
   * Returns the changes since the firewalls are watched; where they are not, the rules that CRIU
   * left after these calls.
   */
  public List<Failure> changes(List<CriuCall> calls) {
    return watched.isEmpty()
        ? calls.stream()
            .map(CriuCall::host)
            .distinct()
            .filter(host -> host.facts().root())
            .flatMap(host -> Firewall.ofCriu(host).stream())
            .toList()
        : watched.stream().map(Firewall::change).flatMap(Optional::stream).toList();
  }

  /**
   * Blocks a host's traffic until {@link #open}, so that its kernel does not answer for a missing
   * process.
   *
   * @param localhost whether to block connections within the host too
   */
  void blockTraffic(Host host, boolean localhost) {
    if (blocked.add(host)) {
      Firewall.close(host, localhost);
    }
  }

  void open() {
    blocked.forEach(Firewall::open);
    blocked.clear();
  }
}
