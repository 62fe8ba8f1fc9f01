package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.criumatrix.matrix.VersionOrder;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * Where a case began to fail: along the CRIU builds on one host, or along the kernels with one
 * build, the oldest first.
 *
 * @param where what stays the same, {@code host=local} or {@code criu=4.3}
 * @param tried everything that was tried, in order
 * @param good the last that worked before the first that failed; empty: none did
 * @param bad the first that failed after one that worked, or else the first that failed; empty:
 *     none did
 */
public record FirstBad(String where, List<Try> tried, Optional<Try> good, Optional<Try> bad) {

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
    private boolean is(Verdict verdict) {
      return seen.isSteady() && seen.is(verdict);
    }
  }

  /**
   * @param records of one case with one privilege and one runtime
   */
  public static List<FirstBad> of(List<CellRecord> records) {
    var tries =
        CellAttempts.byCell(records, CellRecord::id).values().stream().map(Try::of).toList();
    var all = new ArrayList<FirstBad>();
    all.addAll(along(tries, t -> "host=" + t.host(), Try::criu));
    all.addAll(along(tries, t -> "criu=" + t.criu(), Try::kernel));
    return List.copyOf(all);
  }

  private static List<FirstBad> along(
      List<Try> tries, Function<Try, String> where, Function<Try, String> version) {
    var lines = new TreeMap<String, List<Try>>();
    tries.stream()
        .sorted(Comparator.comparing(version, VersionOrder.OLDEST_FIRST))
        .forEach(t -> lines.computeIfAbsent(where.apply(t), w -> new ArrayList<>()).add(t));
    return lines.entrySet().stream()
        .filter(e -> e.getValue().size() > 1)
        .map(e -> of(e.getKey(), List.copyOf(e.getValue())))
        .toList();
  }

  private static FirstBad of(String where, List<Try> tried) {
    Try good = null;
    Try early = null;
    for (var one : tried) {
      if (one.is(Verdict.FAILS) && good != null) {
        return new FirstBad(where, tried, Optional.of(good), Optional.of(one));
      }
      early = early == null && one.is(Verdict.FAILS) ? one : early;
      good = one.works() ? one : good;
    }
    return new FirstBad(where, tried, Optional.empty(), Optional.ofNullable(early));
  }
}
