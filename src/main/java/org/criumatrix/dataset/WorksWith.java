package org.criumatrix.dataset;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.criumatrix.matrix.VersionOrder;

/** Knows with which CRIU builds each case works, all else being the same. */
final class WorksWith {

  private final Map<List<String>, Set<String>> builds = new HashMap<>();

  WorksWith(Collection<CellEntry> cells) {
    cells.stream()
        .filter(c -> c.latest() && Verdicts.isGood(c))
        .forEach(c -> builds.computeIfAbsent(place(c), p -> new HashSet<>()).add(c.criu()));
  }

  private static List<String> place(CellEntry cell) {
    return List.of(
        cell.caseId(),
        cell.privilege(),
        cell.runtime(),
        cell.host(),
        cell.kernel(),
        cell.machine());
  }

  /** Returns the builds with which one of these cells works, the newest first. */
  List<String> builds(Collection<CellEntry> failing) {
    return failing.stream()
        .flatMap(
            c -> builds.getOrDefault(place(c), Set.of()).stream().filter(b -> !b.equals(c.criu())))
        .distinct()
        .sorted(VersionOrder.OLDEST_FIRST.reversed())
        .toList();
  }
}
