package org.criumatrix.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureRateTest {

  private static final double BOUND = 0.003;

  /**
   * Without failures it is 1 - 0.05^(1/n). The others are from scipy 1.11, {@code beta.ppf(0.95, x
   * + 1, n - x)}.
   */
  @ParameterizedTest
  @CsvSource({
    "2,   0, 0.7763932",
    "10,  0, 0.2588656",
    "59,  0, 0.0495076",
    "10,  1, 0.3941633",
    "20,  3, 0.3436638",
    "100, 5, 0.1022530",
    "5,   5, 1",
  })
  void theUpperBoundIsThatOfClopperAndPearson(int attempts, int failed, double upper) {
    assertThat(new FailureRate(attempts, failed).upper()).isCloseTo(upper, within(1e-6));
  }

  /** With failures alone it is 0.05^(1/n), with one failure 1 - 0.95^(1/n). */
  @ParameterizedTest
  @CsvSource({
    "2,  0, 0",
    "1,  1, 0.05",
    "2,  2, 0.2236068",
    "10, 1, 0.0051162",
  })
  void theLowerBoundIsThatOfClopperAndPearson(int attempts, int failed, double lower) {
    assertThat(new FailureRate(attempts, failed).lower()).isCloseTo(lower, within(1e-6));
  }

  /** The numbers of attempts are the first for which the binomial distribution is below 5 %. */
  @ParameterizedTest
  @CsvSource({
    "997,  0, false",
    "998,  0, true",
    "1579, 1, false",
    "1580, 1, true",
    "2096, 2, false",
    "2097, 2, true",
  })
  void aRateIsDecidedOnceItsUpperBoundIsBelow(int attempts, int failed, boolean decided) {
    assertThat(new FailureRate(attempts, failed).decides(BOUND)).isEqualTo(decided);
  }

  @ParameterizedTest
  @CsvSource({"17, 1, true", "18, 1, false", "118, 2, true", "119, 2, false", "1, 1, true"})
  void aRateIsDecidedIfItsLowerBoundIsAbove(int attempts, int failed, boolean decided) {
    assertThat(new FailureRate(attempts, failed).decides(BOUND)).isEqualTo(decided);
  }

  @ParameterizedTest
  @CsvSource({
    "1000,  0,     '0 of 1,000 failed: below 0.3 % at 95 %'",
    "998,   0,     '0 of 998 failed: below 0.3 % at 95 %'",
    "1000,  1,     '1 of 1,000 failed: below 0.48 % at 95 %'",
    "20,    0,     '0 of 20 failed: below 14 % at 95 %'",
    "100,   5,     '5 of 100 failed: below 10.3 % at 95 %'",
    "20,    20,    '20 of 20 failed: above 86 % at 95 %'",
    "10000, 10000, '10,000 of 10,000 failed: above 99.9 % at 95 %'",
    "1000000, 0,   '0 of 1,000,000 failed: below 0.0003 % at 95 %'",
  })
  void theSentenceIsRoundedToTheSafeSide(int attempts, int failed, String sentence) {
    assertThat(new FailureRate(attempts, failed).describe()).isEqualTo(sentence);
  }

  @Test
  void moreFailuresThanAttemptsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FailureRate(2, 3))
        .withMessage("3 of 2 attempts failed");
    assertThatIllegalArgumentException().isThrownBy(() -> new FailureRate(0, 0));
  }
}
