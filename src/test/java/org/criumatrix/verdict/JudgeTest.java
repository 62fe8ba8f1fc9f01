package org.criumatrix.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Outcome.Measured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {

  private static final Expectation WORKS =
      new Expectation(Expectation.Kind.WORKS, Optional.empty(), "", "why it may be doubted", 2);

  private static Expectation fails(Phase at, String error) {
    return new Expectation(Expectation.Kind.FAILS, Optional.of(at), error, "why", 3);
  }

  private static Outcome seen(Verdict verdict, Phase phase, String error) {
    var nothing = new Measured(null, null, 1, null, Map.of());
    var failure = error == null ? null : new Failure(FailureId.of(error).orElse(null), error);
    return new Outcome(verdict, phase, failure, nothing, Map.of(), List.of());
  }

  private static final Expectation REFUSES =
      new Expectation(Expectation.Kind.REFUSES, Optional.empty(), "", "it is about a refusal", 4);

  @ParameterizedTest
  @CsvSource({
    "WORKS,       AS_EXPECTED, IMPROVEMENT, CHANGED",
    "REFUSES,     CHANGED,     IMPROVEMENT, AS_EXPECTED",
    "UNAVAILABLE, AS_EXPECTED, AS_EXPECTED, AS_EXPECTED",
    "NOT_RUN,     AS_EXPECTED, AS_EXPECTED, AS_EXPECTED",
    "BROKEN,      BROKEN,      BROKEN,      BROKEN",
  })
  void judgesWhatDidNotFail(
      Verdict verdict, Judgement wantedToWork, Judgement wantedToFail, Judgement wantedToRefuse) {
    var isGood = verdict == Verdict.WORKS || verdict == Verdict.REFUSES;
    var seen = seen(verdict, null, isGood ? null : "some reason");

    assertThat(Judge.judge(seen, Optional.of(REFUSES))).isEqualTo(wantedToRefuse);
    assertThat(Judge.judge(seen, Optional.of(WORKS))).isEqualTo(wantedToWork);
    assertThat(Judge.judge(seen, Optional.of(fails(Phase.DUMP, "")))).isEqualTo(wantedToFail);
  }

  @Test
  void aFailureWhereARefusalIsExpectedIsARegression() {
    var seen = seen(Verdict.FAILS, Phase.DUMP, "dumped silently, not refused");

    assertThat(Judge.judge(seen, Optional.of(REFUSES))).isEqualTo(Judgement.REGRESSION);
  }

  @ParameterizedTest
  @CsvSource({
    "DUMP,    '',                   AS_EXPECTED",
    "DUMP,    map failed,           AS_EXPECTED",
    "DUMP,    *map*[12]*,           AS_EXPECTED",
    "DUMP,    Error: map failed [12], AS_EXPECTED",
    "DUMP,    other,                CHANGED",
    "DUMP,    map*failed,           CHANGED",
    "RESTORE, '',                   CHANGED",
    "RESTORE, map failed,           CHANGED",
    "START,   map failed,           CHANGED",
  })
  void comparesPhaseAndErrorOfAFailure(Phase expectedAt, String expectedError, Judgement is) {
    var seen = seen(Verdict.FAILS, Phase.DUMP, "Error: map failed [12]");

    assertThat(Judge.judge(seen, Optional.of(fails(expectedAt, expectedError)))).isEqualTo(is);
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void callsAFailureOfWhatShouldWorkARegressionWhereverItIs(Phase phase) {
    assertThat(Judge.judge(seen(Verdict.FAILS, phase, "e"), Optional.of(WORKS)))
        .isEqualTo(Judgement.REGRESSION);
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void callsACellThatNoLineMatchesBroken(Verdict verdict) {
    assertThat(Judge.judge(seen(verdict, null, "e"), Optional.empty())).isEqualTo(Judgement.BROKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "WORKS,       UNTRIED,     false",
    "REFUSES,     UNTRIED,     false",
    "FAILS,       UNTRIED,     false",
    "UNAVAILABLE, AS_EXPECTED, false",
    "NOT_RUN,     AS_EXPECTED, false",
    "BROKEN,      BROKEN,      true",
  })
  void whatNothingIsExpectedOfIsNotUnexpectedUnlessItBreaks(
      Verdict verdict, Judgement judgement, boolean differs) {
    assertThat(Judge.judgeUntried(seen(verdict, null, "e"))).isEqualTo(judgement);
    assertThat(judgement.differs()).isEqualTo(differs);
  }

  @ParameterizedTest
  @CsvSource({
    "AS_EXPECTED, as expected",
    "REGRESSION,  regression",
    "IMPROVEMENT, improvement",
    "CHANGED,     changed",
    "UNTRIED,     untried",
    "BROKEN,      broken",
  })
  void writesJudgementsAsRecordsHaveThem(Judgement judgement, String key) {
    assertThat(judgement.key()).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "WORKS,       works",
    "FAILS,       fails",
    "UNAVAILABLE, unavailable",
    "BROKEN,      broken",
    "NOT_RUN,     not run",
  })
  void writesVerdictsAsRecordsHaveThem(Verdict verdict, String key) {
    assertThat(verdict.key()).isEqualTo(key);
  }
}
