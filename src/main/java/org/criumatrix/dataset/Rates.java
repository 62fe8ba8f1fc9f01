package org.criumatrix.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.criumatrix.record.FailureRate;

/** Counts how often cells worked that were tried several times. */
final class Rates {

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
                        k -> new FailureRate(k.get(0), k.get(1)).upper())));
          }
        });
    return List.copyOf(rates);
  }
}
