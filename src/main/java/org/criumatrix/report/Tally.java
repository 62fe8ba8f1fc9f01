package org.criumatrix.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * How the cells of a row came out. Only cells that showed something about CRIU decide its verdict:
 * neither unavailable nor broken ones make a row partial. A refusal restores nothing: it counts
 * among no cells that work, and none of those that could.
 *
 * @param differing cells that are not as expected, broken ones among them
 */
record Tally(
    int works, int refuses, int fails, int unavailable, int broken, int notRun, int differing) {

  /** A row's verdict that no single cell can have. */
  static final String PARTIAL = "partial";

  static Tally of(Collection<CellRecord> records) {
    return new Tally(
        count(records, Verdict.WORKS),
        count(records, Verdict.REFUSES),
        count(records, Verdict.FAILS),
        count(records, Verdict.UNAVAILABLE),
        count(records, Verdict.BROKEN),
        count(records, Verdict.NOT_RUN),
        (int) records.stream().filter(Overview::differs).count());
  }

  /**
   * @param counts of a grid
   */
  static Tally ofCounts(Collection<GridCount> counts) {
    return new Tally(
        cells(counts, Verdict.WORKS),
        cells(counts, Verdict.REFUSES),
        cells(counts, Verdict.FAILS),
        cells(counts, Verdict.UNAVAILABLE),
        cells(counts, Verdict.BROKEN),
        cells(counts, Verdict.NOT_RUN),
        counts.stream().mapToInt(GridCount::differing).sum());
  }

  private static int cells(Collection<GridCount> counts, Verdict verdict) {
    return counts.stream().filter(c -> c.is(verdict)).mapToInt(GridCount::cells).sum();
  }

  private static int count(Collection<CellRecord> records, Verdict verdict) {
    return (int) records.stream().filter(r -> r.verdict() == verdict).count();
  }

  /**
   * The rule of {@link #verdict} as a table, for the page, which counts the cells that its filters
   * let through: at 1 the verdict where some cells work, at 2 where some fail, at 3 where some do
   * each; 4 stands for unavailable, 8 for broken ones and 16 for refusals.
   */
  static List<String> verdicts() {
    return IntStream.range(0, 32)
        .mapToObj(i -> new Tally(i & 1, i >> 4, i >> 1 & 1, i >> 2 & 1, i >> 3 & 1, 0, 0).verdict())
        .toList();
  }

  int ran() {
    return works + fails;
  }

  /** How many cells were to be restored: all but those that refused. */
  int planned() {
    return ran() + unavailable + broken + notRun;
  }

  /** How many cells there are, whatever was to become of them. */
  int cells() {
    return planned() + refuses;
  }

  /** Whether a single sign says it all: every cell that was to be restored has the verdict. */
  boolean isUniform() {
    return works == planned() || fails == planned() || ran() == 0;
  }

  /**
   * The cells that neither work nor fail, by verdict, without those that {@link #verdict} names.
   */
  Map<String, Integer> rest() {
    var rest = new LinkedHashMap<String, Integer>();
    rest.put(Verdict.REFUSES.key(), refuses);
    rest.put(Verdict.UNAVAILABLE.key(), unavailable);
    rest.put(Verdict.BROKEN.key(), broken);
    rest.put(Verdict.NOT_RUN.key(), notRun);
    rest.values().removeIf(count -> count == 0);
    rest.remove(verdict());
    return rest;
  }

  String verdict() {
    if (ran() > 0) {
      return fails == 0 ? Verdict.WORKS.key() : works == 0 ? Verdict.FAILS.key() : PARTIAL;
    }
    if (refuses > 0) {
      return Verdict.REFUSES.key();
    }
    if (broken > 0) {
      return Verdict.BROKEN.key();
    }
    return unavailable > 0 ? Verdict.UNAVAILABLE.key() : Verdict.NOT_RUN.key();
  }
}
