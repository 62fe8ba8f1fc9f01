package org.criumatrix.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HarmTest {

  @ParameterizedTest
  @CsvSource({"WORKS, NONE", "REFUSES, NONE", "UNAVAILABLE,", "BROKEN,", "NOT_RUN,"})
  void onlyAFailureDoesHarmAndACellThatDidNotRunTellsNothing(Verdict verdict, Harm harm) {
    assertThat(Harm.of(verdict, null, null, Survival.UNKNOWN)).isEqualTo(harm);
  }

  @ParameterizedTest
  @CsvSource({
    // At the start nothing was dumped yet, and what was left running is not lost.
    "START,    NOT_STARTED,     GONE,     ",
    "GONE,     LEFT_RUNNING,    UNKNOWN,  ",
    "DUMP,     ,                UNHARMED, REFUSED",
    "DUMP,     HANGS,           UNHARMED, REFUSED",
    "DUMP,     ,                GONE,     LOST",
    "DUMP,     ,                THERE,    ",
    "DUMP,     ,                UNKNOWN,  ",
    "DUMP,     NOT_REFUSED,     GONE,     ",
    "DUMP,     NOT_REFUSED,     UNHARMED, ",
    "DUMP,     FAULT_UNNOTICED, GONE,     ",
    "DUMP,     HARMED_BY_DUMP,  GONE,     LOST",
    "DUMP,     HARMED_BY_DUMP,  THERE,    ",
    "RESTORE,  FAULT_UNNOTICED, UNKNOWN,  ",
    "RESTORE,  HALF_RESTORED,   UNKNOWN,  ",
    "RESTORE,  ,                UNKNOWN,  LOST",
    "RESTORE,  NO_OUTPUT,       UNKNOWN,  LOST",
    "ALIVE,    PROCESS_MISSING, UNKNOWN,  DIES",
    "ALIVE,    PROCESS_CHANGED, UNKNOWN,  CHANGED",
    "ALIVE,    STARTED_AFRESH,  UNKNOWN,  LOST",
    "ALIVE,    JOB_ENDED,       UNKNOWN,  LOST",
    "PROGRESS, NO_PROGRESS,     GONE,     DIES",
    "PROGRESS, NO_PROGRESS,     THERE,    ",
    "PROGRESS, STARTED_AGAIN,   THERE,    LOST",
    "PROGRESS, ,                GONE,     CHANGED",
    "ANSWER,   ,                GONE,     CHANGED",
    "ANSWER,   WRONG_OUTPUT,    GONE,     CHANGED",
    "ANSWER,   OTHER_RUN,       GONE,     LOST",
    "ANSWER,   NO_END,          THERE,    ",
    "CLEAN,    LEFT_BEHIND,     UNKNOWN,  NONE",
  })
  void theHarmOfAFailureFollowsFromPhaseErrorAndWhatIsLeft(
      Phase phase, FailureId id, Survival left, Harm harm) {
    assertThat(Harm.of(Verdict.FAILS, phase, id, left)).isEqualTo(harm);
  }

  @ParameterizedTest
  @EnumSource
  void isReadAsItIsWritten(Harm harm) {
    assertThat(Harm.of(harm.key())).isEqualTo(harm);
  }

  @Test
  void anotherWordIsNone() {
    assertThatThrownBy(() -> Harm.of("worse"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no harm 'worse'");
  }
}
