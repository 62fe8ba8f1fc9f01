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

/** The firewalls of a cell's hosts: changes of their rules, and an operator's own lock. */
public final class Firewalls {

  private final List<Firewall> watched = new ArrayList<>();
  private final Set<Host> blocked = new LinkedHashSet<>();

  /** From here on CRIU must leave no rule, and every other rule must stay as it is. */
  public void watch(List<RuntimeContext> contexts) {
    if (watched.isEmpty()) {
      contexts.stream()
          .map(RuntimeContext::host)
          .filter(host -> host.facts().root())
          .forEach(host -> watched.add(Firewall.watch(host)));
    }
  }

  /**
   * What changed since they are watched; where no connection is made, the rules of CRIU that are
   * there after these calls.
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
   * Until they are opened, this host does not answer for a process that is not there.
   *
   * @param localhost whether that holds for connections within the host too
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
