package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesTest {

  /**
   * Without failures it is 1 - 0.05^(1/n). The others are from scipy 1.11, {@code beta.ppf(0.95, x
   * + 1, n - x)}.
   */
  @ParameterizedTest
  @CsvSource({
    "2,   0, 0.7763932",
    "10,  0, 0.2588656",
    "20,  0, 0.1391083",
    "59,  0, 0.0495076",
    "10,  1, 0.3941633",
    "20,  3, 0.3436638",
    "100, 5, 0.1022530",
    "5,   5, 1",
    "2,   1, 0.9746794",
  })
  void theUpperBoundIsThatOfClopperAndPearson(int attempts, int failures, double upper) {
    assertThat(Rates.upper(attempts, failures)).isCloseTo(upper, within(1e-6));
  }

  @Test
  void attemptsAtACellWithTheSameBuildAndKernelAreCountedTogether() {
    var cells =
        List.of(
            SampleEntry.of("serial/java").attempts(3).older().works(),
            SampleEntry.of("serial/java").on(SampleFacts.WEAK).attempts(4).failsSometimes("x", 1),
            SampleEntry.of("serial/java").kernel("6.1.0").works(),
            SampleEntry.of("serial/once").works(),
            SampleEntry.of("serial/never").attempts(9).unavailable("no Java"));

    assertThat(Rates.of(cells))
        .containsExactly(
            new Rate(
                "serial/java[criu=4.3,privilege=root,runtime=none,host=local]",
                "serial/java",
                "4.3",
                "6.18.1",
                7,
                4,
                Rates.upper(7, 3)));
  }
}
