package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.criumatrix.matrix.CheckedValue;

/**
 * A property of a kernel object that ends with another value in the second of two runs, where it
 * was kept in one of them and not in the other, or was changed to something else.
 *
 * @param before what became of it in the first run
 * @param after what became of it in the second run
 */
public record ValueChange(String cell, CheckedValue before, CheckedValue after) {

  /** Amounts and points in time, which differ from run to run. */
  private static final Pattern MEASURED = Pattern.compile("\\d+\\.\\d+|\\d{6,}");

  /** Returns every property that changed, in the order of the cells. */
  static List<ValueChange> between(
      Map<String, CellAttempts> before, Map<String, CellAttempts> after) {
    var changes = new ArrayList<ValueChange>();
    before.forEach(
        (cell, then) -> {
          var now =
              after.containsKey(cell)
                  ? byProperty(after.get(cell))
                  : Map.<String, CheckedValue>of();
          for (var was : then.values()) {
            var is = now.getOrDefault(was.property(), was);
            if (areDifferent(was, is)) {
              changes.add(new ValueChange(cell, was, is));
            }
          }
        });
    return List.copyOf(changes);
  }

  /**
   * Values such as PIDs differ from run to run, so two that were both kept are alike. Two that were
   * both changed are alike if they began or ended alike, but for what is measured.
   */
  private static boolean areDifferent(CheckedValue was, CheckedValue is) {
    if (was.hasChanged() != is.hasChanged()) {
      return true;
    }
    return was.hasChanged() && was.before().equals(is.before()) && !kind(was).equals(kind(is));
  }

  private static String kind(CheckedValue value) {
    return MEASURED.matcher(value.after()).replaceAll("…");
  }

  private static Map<String, CheckedValue> byProperty(CellAttempts attempts) {
    return attempts.values().stream()
        .collect(Collectors.toMap(CheckedValue::property, Function.identity(), (a, b) -> a));
  }

  /** Returns the values of a run as text: {@code 1 → 0}, or {@code kept 1}. */
  public static String describe(CheckedValue value) {
    return value.hasChanged()
        ? "%s → %s".formatted(value.before(), value.after())
        : "kept " + value.after();
  }
}
