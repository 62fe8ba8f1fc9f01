package org.criumatrix.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.criumatrix.matrix.Phase;
import org.criumatrix.program.Difference;
import org.criumatrix.trial.Attempt.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a checkpoint does to the program, from the facts of one run. */
class AttemptTest {

  private static final Difference WRONG = new Difference("stdout line 2", "sum 6", "sum 5", false);
  private static final Difference TIME = new Difference("stdout line 1", "time 2", "time 1", true);

  @Test
  void aTimeIsNoChange() {
    assertThat(Trials.works().effect()).isEqualTo(Effect.WORKS);
    assertThat(Trials.changed(TIME).effect()).isEqualTo(Effect.WORKS);
    assertThat(Trials.changed(TIME, WRONG).effect()).isEqualTo(Effect.CHANGED);
  }

  @ParameterizedTest
  @CsvSource({
    "START,    UNKNOWN",
    "GONE,     LOST",
    "RESTORE,  LOST",
    "ALIVE,    DIES",
    "PROGRESS, DIES",
    "ANSWER,   CHANGED",
    "CLEAN,    CHANGED",
  })
  void thePhaseThatFailsDecides(Phase phase, Effect effect) {
    assertThat(Trials.fails(phase, "error", false).effect()).isEqualTo(effect);
  }

  @Test
  void aRefusalIsOneOnlyIfTheProgramContinues() {
    assertThat(Trials.fails(Phase.DUMP, "error", true).effect()).isEqualTo(Effect.REFUSED);
    assertThat(Trials.fails(Phase.DUMP, "error", false, WRONG).effect()).isEqualTo(Effect.LOST);
    assertThat(Trials.fails(Phase.DUMP, "error", false).effect()).isEqualTo(Effect.LOST);
  }

  @Test
  void noiseIsNoHarm() {
    var noise = Set.of("stdout");

    assertThat(Trials.changed(WRONG).without(noise).effect()).isEqualTo(Effect.WORKS);
    assertThat(Trials.changed(WRONG).without(Set.of("stderr")).effect()).isEqualTo(Effect.CHANGED);
    assertThat(Trials.fails(Phase.DUMP, "error", false, WRONG).without(noise).effect())
        .isEqualTo(Effect.REFUSED);
  }

  /** Without a result there is nothing that noise could explain. */
  @Test
  void noiseExplainsNoProgramThatDoesNotEnd() {
    assertThat(Trials.fails(Phase.DUMP, "error", false).without(Set.of("stdout")).effect())
        .isEqualTo(Effect.LOST);
    assertThat(Trials.fails(Phase.RESTORE, "error", false, WRONG).without(Set.of()).effect())
        .isEqualTo(Effect.LOST);
  }

  @Test
  void theWorstAttemptWithTheWayThatWasFoundDecides() {
    var refused = Trials.fails(Phase.DUMP, "error", true);

    assertThat(Trials.answer(refused, Trials.works("--shell-job")).effect())
        .isEqualTo(Effect.WORKS);
    assertThat(Trials.answer(Trials.works(), Trials.changed(WRONG), Trials.works()).effect())
        .isEqualTo(Effect.CHANGED);
    assertThat(Trials.answer(Trials.works(), refused).worst()).contains(refused);
    assertThat(Trials.unavailable("no CRIU").effect()).isEqualTo(Effect.UNKNOWN);
  }

  @Test
  void theWorstBuildDecides() {
    var works = Trials.answer(Trials.works());
    var changed = Trials.answer(Trials.changed(WRONG));

    assertThat(Trial.worst(Trials.report(works, changed))).isEqualTo(Effect.CHANGED);
    assertThat(Trial.worst(Trials.report(works, Trials.unavailable("no")))).isEqualTo(Effect.WORKS);
    assertThat(Trial.worst(Trials.report(Trials.unavailable("no")))).isEqualTo(Effect.UNKNOWN);
  }
}
