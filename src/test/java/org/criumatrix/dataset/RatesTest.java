package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.record.FailureRate;
import org.junit.jupiter.api.Test;

class RatesTest {

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
                new FailureRate(7, 3).upper()));
  }
}
