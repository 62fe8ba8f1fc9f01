package org.criumatrix.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private static SampleCell attempt(int number) {
    return SampleCell.of("serial/java").attempt(number);
  }

  /** Only the first attempts have evidence and sub-checks. */
  @Test
  void theFirstAttemptStandsForACellThatIsAsExpected() {
    var first = attempt(1).works();

    assertThat(Attempts.worst(List.of(attempt(2).works(), first, attempt(3).works())))
        .containsExactly(first);
  }

  @Test
  void theFirstAttemptThatDiffersStandsForItsCell() {
    var second = attempt(2).judged(Judgement.REGRESSION).fails("dump", "no");
    var fourth = attempt(4).judged(Judgement.REGRESSION).fails("restore", "no");

    assertThat(Attempts.worst(List.of(attempt(1).works(), fourth, attempt(3).works(), second)))
        .containsExactly(second);
  }
}
