package org.criumatrix.record;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * How often attempts failed, and what follows for the rate of failures. The bounds are exact
 * (Clopper and Pearson); each of them alone is wrong in at most one of twenty cases.
 *
 * @param attempts at least 1
 * @param failed at most as many
 */
public record FailureRate(int attempts, int failed) {

  /** Both tails together, since each bound is used alone: 95 %. */
  private static final double BOTH_TAILS = 0.1;

  private static final int PERCENT = 100;

  /** The digits of percentages below 10; others have one after the point. */
  private static final int DIGITS = 2;

  /**
   * @throws IllegalArgumentException if there is no attempt, or more failures than attempts
   */
  public FailureRate {
    if (attempts < 1 || failed < 0 || failed > attempts) {
      throw new IllegalArgumentException("%d of %d attempts failed".formatted(failed, attempts));
    }
  }

  /** Returns the largest rate of failures that explains as few failures with 95 % confidence. */
  public double upper() {
    return failed == attempts ? 1 : interval().getUpperBound();
  }

  /** Returns the smallest rate of failures that explains as many failures with 95 % confidence. */
  public double lower() {
    return failed == 0 ? 0 : interval().getLowerBound();
  }

  private Interval interval() {
    return BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(attempts, failed, BOTH_TAILS);
  }

  /** Whether it is decided with 95 % confidence that the rate is below the bound, or above it. */
  public boolean decides(double bound) {
    return upper() < bound || lower() > bound;
  }

  /**
   * Returns a sentence: {@code 0 of 1,000 failed: below 0.3 % at 95 %}. If all attempts failed, it
   * has the lower bound.
   */
  public String describe() {
    var bound =
        failed == attempts
            ? "above " + percent(lower(), RoundingMode.FLOOR)
            : "below " + percent(upper(), RoundingMode.CEILING);
    return String.format(Locale.ENGLISH, "%,d of %,d failed: %s at 95 %%", failed, attempts, bound);
  }

  /** Rounds to the side on which the sentence stays true. */
  private static String percent(double rate, RoundingMode mode) {
    var exact = BigDecimal.valueOf(rate * PERCENT);
    var rounded =
        exact.compareTo(BigDecimal.TEN) < 0
            ? exact.round(new MathContext(DIGITS, mode))
            : exact.setScale(1, mode);
    return rounded.stripTrailingZeros().toPlainString() + " %";
  }
}
