package org.criumatrix.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.criumatrix.host.HostProcess;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.verdict.Failure;

/** Compares a tree of processes before a dump with the processes that run later. */
final class Trees {

  private Trees() {}

  /** Returns the processes of the tree that still run. */
  static List<HostProcess> alive(List<HostProcess> tree, List<HostProcess> now) {
    var pids = tree.stream().map(HostProcess::pid).collect(Collectors.toSet());
    return now.stream().filter(p -> pids.contains(p.pid())).toList();
  }

  /**
   * Returns the first process of the tree that is missing or changed. A parent, group or session
   * outside the tree may differ: a job's shell, for instance.
   */
  static Optional<Failure> missing(List<HostProcess> tree, List<HostProcess> now) {
    Map<Integer, HostProcess> there =
        now.stream().collect(Collectors.toMap(HostProcess::pid, Function.identity()));
    var pids = tree.stream().map(HostProcess::pid).collect(Collectors.toSet());
    for (var was : tree) {
      var is = there.get(was.pid());
      if (is == null) {
        return Optional.of(Failure.of(FailureId.PROCESS_MISSING, was));
      }
      if (differs(pids, was.group(), is.group())
          || differs(pids, was.session(), is.session())
          || differs(pids, was.parent(), is.parent())) {
        return Optional.of(
            Failure.of(
                FailureId.PROCESS_CHANGED,
                was,
                is.parent(),
                is.group(),
                is.session(),
                was.parent(),
                was.group(),
                was.session()));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the first process that is missing, by name and count, for a tree that was restored
   * under other PIDs.
   */
  static Optional<Failure> missingByName(List<HostProcess> tree, List<HostProcess> now) {
    var left = new ArrayList<>(now.stream().map(HostProcess::name).toList());
    return tree.stream()
        .filter(p -> !left.remove(p.name()))
        .findFirst()
        .map(p -> Failure.of(FailureId.PROCESS_MISSING, p));
  }

  private static boolean differs(Set<Integer> tree, int was, int is) {
    return is != was && tree.contains(was);
  }
}
