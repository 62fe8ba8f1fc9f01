package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.criumatrix.matrix.VersionOrder;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * What was tried of a case along the CRIU builds on one host, or along the kernels with one build,
 * the oldest first.
 *
 * @param where what stays the same, {@code host=local} or {@code criu=4.3}
 */
public record Tries(String where, List<Try> tried) {

  /** A CRIU on a kernel, as often as it was tried. */
  public record Try(String criu, String kernel, String host, CellAttempts seen) {

    static Try of(CellAttempts seen) {
      var record = seen.worst();
      return new Try(
          record.criu(), Objects.requireNonNullElse(record.kernel(), ""), record.host(), seen);
    }

    /** Whether CRIU did what the case wants of it. */
    public boolean works() {
      return is(Verdict.WORKS) || is(Verdict.REFUSES);
    }

    /** An unsteady one says neither. */
    boolean is(Verdict verdict) {
      return seen.isSteady() && seen.is(verdict);
    }
  }

  /**
   * Returns the lines along which there is something to compare.
   *
   * @param records of one case with one privilege and one runtime
   */
  static List<Tries> of(List<CellRecord> records) {
    var tries =
        CellAttempts.byCell(records, CellRecord::id).values().stream().map(Try::of).toList();
    var all = new ArrayList<Tries>();
    all.addAll(along(tries, t -> "host=" + t.host(), Try::criu));
    all.addAll(along(tries, t -> "criu=" + t.criu(), Try::kernel));
    return List.copyOf(all);
  }

  private static List<Tries> along(
      List<Try> tries, Function<Try, String> where, Function<Try, String> version) {
    var lines = new TreeMap<String, List<Try>>();
    tries.stream()
        .sorted(Comparator.comparing(version, VersionOrder.OLDEST_FIRST))
        .forEach(t -> lines.computeIfAbsent(where.apply(t), w -> new ArrayList<>()).add(t));
    return lines.entrySet().stream()
        .filter(e -> e.getValue().size() > 1)
        .map(e -> new Tries(e.getKey(), List.copyOf(e.getValue())))
        .toList();
  }
}
