package org.criumatrix.site;

import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.SituationEntry;

/** Commands of the suite that play cells again, or for the first time. */
final class Replay {

  private static final int MAX_NAMED = 6;

  private Replay() {}

  /** Returns the command that plays a cell again on a machine like the one that it ran on. */
  static String of(CellEntry cell) {
    return "./criu-matrix run -Dcells=%s -Dcriu=%s -Dprivilege=%s%s%s"
        .formatted(
            Quoted.word(cell.caseId()),
            Quoted.word(cell.criu()),
            Quoted.word(cell.privilege()),
            cell.runtime().equals(Context.NONE) ? "" : " -Druntime=" + Quoted.word(cell.runtime()),
            cell.host().equals("local") ? "" : " -Dhost=" + Quoted.word(cell.host()));
  }

  /**
   * Returns the command that plays cells with the newest CRIU.
   *
   * @param cells globs, as {@link #glob} returns them
   * @param more further options, {@code -Dprivilege=unprivileged}
   */
  static String of(String cells, String... more) {
    return "./criu-matrix run -Dcells=%s -Dcriu=newest%s"
        .formatted(
            Quoted.text(cells), Stream.of(more).map(m -> " " + m).collect(Collectors.joining()));
  }

  /**
   * Returns globs that match a situation's cases; of one without cases in the data those of its
   * row.
   */
  static String glob(SituationEntry situation, Collection<String> all) {
    return situation.cases().isEmpty() ? situation.row() + "/*" : glob(situation.cases(), all);
  }

  /**
   * Returns globs that match cases.
   *
   * @param cases at least one
   * @param all every case, so that a glob takes in no other one
   */
  static String glob(Collection<String> cases, Collection<String> all) {
    var mine = new TreeSet<>(cases);
    if (mine.size() == 1) {
      return mine.first();
    }
    var common = common(mine.first(), mine.last());
    var covered = all.stream().filter(c -> c.startsWith(common)).count();
    return covered == mine.size() && common.contains("/")
        ? common + "*"
        : mine.stream().limit(MAX_NAMED).collect(Collectors.joining(" "));
  }

  private static String common(String a, String b) {
    var length = 0;
    while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return a.substring(0, length);
  }
}
