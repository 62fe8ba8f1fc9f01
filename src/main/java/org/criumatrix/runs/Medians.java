package org.criumatrix.runs;

import java.util.List;
import java.util.OptionalDouble;

/** The middle of what was measured, which one freak does not move. */
final class Medians {

  /** Standard deviation by median distance, of a normal distribution. */
  private static final double NORMAL_DISTANCE = 1.4826;

  /** Standard error of the median by that of the mean, of a normal distribution. */
  private static final double NORMAL_ERROR = 1.2533;

  private Medians() {}

  static OptionalDouble of(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    var half = sorted.size() / 2;
    return sorted.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2);
  }

  /**
   * How far off the median of so few values may be: its standard error, from their median distance
   * to it, which freaks do not move either.
   */
  static double error(List<Double> values) {
    var middle = of(values).orElse(0);
    var distance = of(values.stream().map(v -> Math.abs(v - middle)).toList()).orElse(0);
    return NORMAL_ERROR * NORMAL_DISTANCE * distance / Math.sqrt(Math.max(1, values.size()));
  }
}
