package org.criumatrix.execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.criumatrix.cell.Waits;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Failure;

/**
 * Finds processes that belong to no subject and that appeared since a moment, so that they are
 * blamed on what ran since then.
 */
final class Strays {

  private static final int SIGKILL = 9;

  private final Rig rig;
  private final Map<Host, List<Integer>> before = new LinkedHashMap<>();

  private Strays(Rig rig) {
    this.rig = rig;
  }

  /** Watches for strays from now on. */
  static Strays watch(Rig rig) {
    var strays = new Strays(rig);
    for (var context : rig.environment().contexts()) {
      var pids = context.host().processes().stream().map(HostProcess::pid).toList();
      strays.before.put(context.host(), pids);
    }
    return strays;
  }

  /**
   * Kills the strays.
   *
   * @return the strays; empty when there are none
   */
  Optional<Failure> end() {
    var names = new ArrayList<HostProcess>();
    before.keySet().forEach(host -> names.addAll(end(host)));
    return names.isEmpty() ? Optional.empty() : Optional.of(describe(names));
  }

  static Failure describe(List<HostProcess> left) {
    return Failure.of(
        FailureId.LEFT_BEHIND,
        left.stream().map(HostProcess::toString).collect(Collectors.joining(", ")));
  }

  private List<HostProcess> end(Host host) {
    var left =
        Waits.await("the end of strays", rig.waits().settle(), () -> of(host), List::isEmpty)
            .seen();
    left.forEach(p -> host.killIfThere(p.pid(), SIGKILL));
    return left;
  }

  private List<HostProcess> of(Host host) {
    var own =
        rig.subjects().stream().flatMap(s -> s.tree().stream()).map(HostProcess::pid).toList();
    return host.processes().stream()
        .filter(p -> !before.get(host).contains(p.pid()) && !own.contains(p.pid()))
        .toList();
  }
}
