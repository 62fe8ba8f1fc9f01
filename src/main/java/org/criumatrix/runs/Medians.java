package org.criumatrix.runs;

import java.util.List;
import java.util.OptionalDouble;

/** Computes medians, which a single outlier does not move. */
final class Medians {

  /** The ratio of the standard deviation to the median distance, for a normal distribution. */
  private static final double NORMAL_DISTANCE = 1.4826;

  /** The ratio of the median's standard error to the mean's, for a normal distribution. */
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
   * Returns the standard error of the median of a few values. It is computed from the median
   * distance to the median, which outliers do not move either.
   */
  static double error(List<Double> values) {
    var middle = of(values).orElse(0);
    var distance = of(values.stream().map(v -> Math.abs(v - middle)).toList()).orElse(0);
    return NORMAL_ERROR * NORMAL_DISTANCE * distance / Math.sqrt(Math.max(1, values.size()));
  }
}
