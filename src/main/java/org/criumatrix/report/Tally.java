package org.criumatrix.report;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * How the cells of a row came out. Only cells that showed something about CRIU count: neither
 * unavailable nor broken ones make a row partial.
 *
 * @param differing cells that are not as expected, broken ones among them
 */
record Tally(int works, int fails, int unavailable, int broken, int differing) {

  /** A row's verdict that no single cell can have. */
  static final String PARTIAL = "partial";

  static Tally of(Collection<CellRecord> records) {
    return new Tally(
        count(records, Verdict.WORKS),
        count(records, Verdict.FAILS),
        count(records, Verdict.UNAVAILABLE),
        count(records, Verdict.BROKEN),
        (int) records.stream().filter(Overview::differs).count());
  }

  private static int count(Collection<CellRecord> records, Verdict verdict) {
    return (int) records.stream().filter(r -> r.verdict() == verdict).count();
  }

  /**
   * The rule of {@link #verdict} as a table, for the page, which counts the cells that its filters
   * let through: at 1 the verdict where some cells work, at 2 where some fail, at 3 where some do
   * each; 4 stands for unavailable and 8 for broken ones.
   */
  static List<String> verdicts() {
    return IntStream.range(0, 16)
        .mapToObj(i -> new Tally(i & 1, i >> 1 & 1, i >> 2 & 1, i >> 3, 0).verdict())
        .toList();
  }

  int ran() {
    return works + fails;
  }

  String verdict() {
    if (ran() > 0) {
      return fails == 0 ? Verdict.WORKS.key() : works == 0 ? Verdict.FAILS.key() : PARTIAL;
    }
    if (broken > 0) {
      return Verdict.BROKEN.key();
    }
    return unavailable > 0 ? Verdict.UNAVAILABLE.key() : Verdict.NOT_RUN.key();
  }
}
