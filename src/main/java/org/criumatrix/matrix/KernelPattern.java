package org.criumatrix.matrix;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The kernels that a line of matrix.csv is about: a {@link Selection}, or a comparison such as
 * {@code >=6.13}.
 */
final class KernelPattern {

  /** Possessive, because backtracking would need stack for every number. */
  private static final String NUMBERS = "\\d{1,9}+(?:\\.\\d{1,9}+)*+";

  private static final Pattern COMPARISON = Pattern.compile("(<=|>=|<|>|=)\\s*(" + NUMBERS + ")");

  private static final Pattern VERSION = Pattern.compile(NUMBERS);

  private final String comparator;
  private final int[] version;
  private final Selection selection;

  private KernelPattern(String comparator, int[] version, Selection selection) {
    this.comparator = comparator;
    this.version = version;
    this.selection = selection;
  }

  static KernelPattern of(String text) {
    var comparison = COMPARISON.matcher(text.strip());
    if (comparison.matches()) {
      return new KernelPattern(comparison.group(1), numbers(comparison.group(2)), null);
    }
    if (text.matches("(?s)\\s*[<>=].*")) {
      throw new IllegalArgumentException(
          "not a comparison of kernels, expected for example >=6.13: " + text);
    }
    return new KernelPattern(null, null, Selection.of(text));
  }

  boolean matches(String release) {
    if (selection != null) {
      return selection.matches(release);
    }
    var numbers = numbers(release);
    if (numbers.length == 0) {
      // The version is unknown, so no comparison holds.
      return false;
    }
    // Compare only as many numbers as the pattern has: 6.13.4 is "=6.13" and not ">6.13".
    var order = Arrays.compare(Arrays.copyOf(numbers, version.length), version);
    return switch (comparator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> order == 0;
    };
  }

  /** Returns the leading numbers of a release: {@code 6.18.44-fc-v669} → 6, 18, 44. */
  private static int[] numbers(String release) {
    var digits = VERSION.matcher(release);
    return digits.lookingAt()
        ? Arrays.stream(digits.group().split("\\.")).mapToInt(Integer::parseInt).toArray()
        : new int[0];
  }
}
