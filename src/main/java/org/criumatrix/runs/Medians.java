package org.criumatrix.runs;

import java.util.List;
import java.util.OptionalDouble;

/** The middle of what was measured, which one freak does not move. */
final class Medians {

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
}
