package org.criumatrix.record;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.filtering;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.criumatrix.verdict.Verdict;

/**
 * How often a repeated cell failed in a run. An attempt counts if it says anything about CRIU: not
 * if it is broken or unavailable.
 *
 * @param cell the cell's id
 * @param kernel the release of the kernel under its host
 * @param attempts at least 2 in a run of this suite
 * @param failed how many of them neither worked nor refused
 * @param upper an upper bound of the rate of failures, at 95 %, exact (Clopper and Pearson)
 */
public record CellRate(
    String cell, String criu, String kernel, int attempts, int failed, double upper) {

  /**
   * @throws IllegalArgumentException if something is missing, or the numbers do not fit
   */
  public CellRate {
    Require.value("cell of a rate", cell);
    Require.value("criu of a rate", criu);
    Require.value("kernel of a rate", kernel);
    new FailureRate(attempts, failed);
  }

  private record Key(String cell, String criu, String kernel) implements Comparable<Key> {

    static Key of(CellRecord r) {
      return new Key(r.id(), r.criu(), r.kernel());
    }

    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }

    CellRate rate(long attempts, long failed) {
      var rate = new FailureRate((int) attempts, (int) failed);
      return new CellRate(cell, criu, kernel, rate.attempts(), rate.failed(), rate.upper());
    }
  }

  /** Returns the rates of all cells that were tried more than once, by cell id. */
  public static List<CellRate> of(Collection<CellRecord> records) {
    var tried = records.stream().filter(CellRecord::isTried).toList();
    var attempts = tried.stream().collect(groupingBy(Key::of, TreeMap::new, counting()));
    var failed =
        tried.stream()
            .collect(groupingBy(Key::of, filtering(r -> r.verdict() == Verdict.FAILS, counting())));
    return attempts.entrySet().stream()
        .filter(e -> e.getValue() > 1)
        .map(e -> e.getKey().rate(e.getValue(), failed.get(e.getKey())))
        .toList();
  }

  /** Returns the numbers, which have a sentence and both bounds. */
  @JsonIgnore
  public FailureRate failures() {
    return new FailureRate(attempts, failed);
  }
}
