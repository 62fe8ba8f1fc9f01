package org.criumatrix.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.junit.jupiter.api.Test;

class PredictionTest {

  private static final Prediction WORKS = Prediction.of(List.of());
  private static final Prediction TWO =
      Prediction.of(List.of(failure(Phase.RESTORE, "lost"), failure(Phase.DUMP, "*no*way*")));

  private static Expectation failure(Phase phase, String error) {
    return new Expectation(Expectation.Kind.FAILS, Optional.of(phase), error, "why", 1);
  }

  private static Prediction.Result fails(Prediction prediction, Phase phase, String error) {
    return prediction.compare(Verdict.FAILS, phase, error, null);
  }

  @Test
  void aFailureIsPredictedByItsPhaseAndError() {
    assertThat(fails(TWO, Phase.DUMP, "there is no such way")).isEqualTo(Prediction.Result.HIT);
    assertThat(fails(TWO, Phase.RESTORE, "it is lost")).isEqualTo(Prediction.Result.HIT);
    assertThat(fails(TWO, Phase.DUMP, "it is lost")).isEqualTo(Prediction.Result.WRONG_CAUSE);
    assertThat(fails(TWO, Phase.RESTORE, "no way")).isEqualTo(Prediction.Result.WRONG_CAUSE);
    assertThat(fails(WORKS, Phase.DUMP, "no way")).isEqualTo(Prediction.Result.MISS);
  }

  @Test
  void whatWorksWasRightOrAFalseAlarm() {
    assertThat(WORKS.compare(Verdict.WORKS, null, null, null)).isEqualTo(Prediction.Result.RIGHT);
    assertThat(TWO.compare(Verdict.WORKS, null, null, null))
        .isEqualTo(Prediction.Result.FALSE_ALARM);
  }

  @Test
  void aRefusalIsAFailureOfTheDump() {
    var lost = Prediction.of(List.of(failure(Phase.RESTORE, "lost")));

    assertThat(TWO.compare(Verdict.REFUSES, null, null, null)).isEqualTo(Prediction.Result.HIT);
    assertThat(lost.compare(Verdict.REFUSES, null, null, null))
        .isEqualTo(Prediction.Result.WRONG_CAUSE);
    assertThat(WORKS.compare(Verdict.REFUSES, null, null, null)).isEqualTo(Prediction.Result.MISS);
  }

  @Test
  void errorsOfTheSuiteItselfAreComparedByTheirIds() {
    var stuck = Prediction.of(List.of(failure(Phase.PROGRESS, "NO_PROGRESS")));

    assertThat(stuck.compare(Verdict.FAILS, Phase.PROGRESS, "text", FailureId.NO_PROGRESS))
        .isEqualTo(Prediction.Result.HIT);
    assertThat(fails(stuck, Phase.PROGRESS, "NO_PROGRESS"))
        .isEqualTo(Prediction.Result.WRONG_CAUSE);
  }

  @Test
  void ofSeveralFailuresCriuMeetsTheLastOneFirst() {
    var both = Prediction.of(List.of(failure(Phase.DUMP, ""), failure(Phase.DUMP, "no way")));

    assertThat(both.met(Verdict.FAILS, Phase.DUMP, "there is no way", null))
        .isEqualTo(both.first());
    assertThat(both.met(Verdict.REFUSES, null, null, null)).isEqualTo(both.first());
    assertThat(both.met(Verdict.FAILS, Phase.DUMP, "other", null))
        .contains(new Prediction.Failure(Phase.DUMP, ""));
    assertThat(both.met(Verdict.FAILS, Phase.RESTORE, "no way", null)).isEmpty();
    assertThat(WORKS.first()).isEmpty();
  }

  @Test
  void isDescribedInTheOrderInWhichCriuMeetsIt() {
    assertThat(TWO.describe()).isEqualTo("fails at dump: *no*way*; fails at restore: lost");
    assertThat(WORKS.describe()).isEqualTo("works");
    assertThat(Prediction.Result.WRONG_CAUSE.key()).isEqualTo("wrong cause");
  }
}
