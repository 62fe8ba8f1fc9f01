package org.criumatrix.dataset;

import java.util.Collection;
import java.util.List;
import org.criumatrix.matrix.VersionOrder;

/** Decides whether a cause is a matter of the past. */
final class CauseStatus {

  static final String OPEN = "open";
  static final String FIXED_UPSTREAM = "fixed upstream";
  static final String FIXED = "fixed";
  static final String BACK = "back";

  private final String newest;

  /**
   * @param cells all results
   */
  CauseStatus(Collection<CellEntry> cells) {
    this.newest = cells.stream().map(CellEntry::criu).max(VersionOrder.OLDEST_FIRST).orElse("");
  }

  /**
   * @param fixed the first CRIU without it; null if there is none
   * @param failing cells that fail by it
   * @param working builds with which such a cell works
   */
  String of(String fixed, List<CellEntry> failing, List<String> working) {
    if (fixed == null) {
      return failsWithNewest(failing) || !working.contains(newest) ? OPEN : FIXED;
    }
    if (failing.stream().anyMatch(c -> c.latest() && isSince(fixed, c.criu()))) {
      return BACK;
    }
    return isSince(fixed, newest) ? FIXED : FIXED_UPSTREAM;
  }

  private boolean failsWithNewest(List<CellEntry> failing) {
    return failing.stream().anyMatch(c -> c.latest() && c.criu().equals(newest));
  }

  private static boolean isSince(String fixed, String build) {
    return VersionOrder.OLDEST_FIRST.compare(build, fixed) >= 0;
  }
}
