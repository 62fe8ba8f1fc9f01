package org.criumatrix.rig;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.criumatrix.host.HostProcess;

/** Compares a tree of processes before a dump with what is there later. */
final class Trees {

  private Trees() {}

  /** Those of the tree that are still there. */
  static List<HostProcess> alive(List<HostProcess> tree, List<HostProcess> now) {
    var pids = tree.stream().map(HostProcess::pid).collect(Collectors.toSet());
    return now.stream().filter(p -> pids.contains(p.pid())).toList();
  }

  /** The first of the tree that is not there as it was; the parent of the tree's root may be another. */
  static Optional<String> missing(List<HostProcess> tree, List<HostProcess> now) {
    Map<Integer, HostProcess> there = now.stream().collect(Collectors.toMap(HostProcess::pid, Function.identity()));
    for (var was : tree) {
      var is = there.get(was.pid());
      var root = was.equals(tree.get(0));
      if (is == null) {
        return Optional.of("not there after the restore: " + was);
      }
      if (is.group() != was.group() || is.session() != was.session() || !root && is.parent() != was.parent()) {
        return Optional.of(
            "%s came back with parent %d, group %d, session %d instead of %d, %d, %d"
                .formatted(
                    was, is.parent(), is.group(), is.session(), was.parent(), was.group(), was.session()));
      }
    }
    return Optional.empty();
  }
}
