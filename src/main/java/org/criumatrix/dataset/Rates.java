package org.criumatrix.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/** Counts how often cells worked that were tried several times. */
final class Rates {

  /**
   * The part of both tails together. The upper bound alone is then wrong in one of twenty cases at
   * most.
   */
  private static final double BOTH_TAILS = 0.1;

  private record Key(String cell, String criu, String kernel) implements Comparable<Key> {

    static Key of(CellEntry cell) {
      return new Key(cell.id().substring(cell.run().length() + 1), cell.criu(), cell.kernel());
    }

    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }
  }

  private record Count(String caseId, int attempts, int worked) {

    static Count of(CellEntry cell) {
      return new Count(cell.caseId(), cell.attempts(), cell.worked());
    }

    Count and(Count other) {
      return new Count(caseId, attempts + other.attempts, worked + other.worked);
    }
  }

  private Rates() {}

  /** Returns the rates by cell, build and kernel. */
  static List<Rate> of(Collection<CellEntry> cells) {
    var counts = new TreeMap<Key, Count>();
    cells.stream()
        .filter(c -> Verdicts.isTried(c.verdict()))
        .forEach(c -> counts.merge(Key.of(c), Count.of(c), Count::and));
    var rates = new ArrayList<Rate>();
    var uppers = new HashMap<List<Integer>, Double>();
    counts.forEach(
        (key, n) -> {
          if (n.attempts() > 1) {
            rates.add(
                new Rate(
                    key.cell(),
                    n.caseId(),
                    key.criu(),
                    key.kernel(),
                    n.attempts(),
                    n.worked(),
                    uppers.computeIfAbsent(
                        List.of(n.attempts(), n.attempts() - n.worked()),
                        k -> upper(k.get(0), k.get(1)))));
          }
        });
    return List.copyOf(rates);
  }

  /** Returns the largest rate of failures that explains as few failures with 95 % confidence. */
  static double upper(int attempts, int failures) {
    return failures == attempts
        ? 1
        : BinomialConfidenceInterval.CLOPPER_PEARSON
            .fromErrorRate(attempts, failures, BOTH_TAILS)
            .getUpperBound();
  }
}
