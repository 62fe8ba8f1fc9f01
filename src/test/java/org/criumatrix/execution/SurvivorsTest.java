package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failure does to the program is seen after it, and changes nothing of it. */
class SurvivorsTest {

  private static final String ERROR = "echo 'Error (criu/x.c:1): no' >$log; ";

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false);
  }

  private static Outcome dumped(String dump, String restore) {
    rigs.criuDoes(dump, restore);
    return rigs.play(
        rig -> {
          var subject = rig.start("simple-c");
          rig.restore(rig.dump(subject));
          rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
        });
  }

  private static void is(Outcome outcome, Phase phase, Harm harm) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).as(outcome.error()).isEqualTo(phase);
    assertThat(outcome.harm()).as(outcome.error()).isEqualTo(harm);
  }

  @Test
  void aProgramThatContinuesAfterTheDumpFailedLostNothing() {
    var outcome = dumped(ERROR + "exit 1", "exit 1");

    is(outcome, Phase.DUMP, Harm.REFUSED);
    assertThat(outcome.error()).contains("no");
  }

  @Test
  void aProgramThatTheFailedDumpEndedIsLost() {
    is(dumped(ERROR + "kill -9 $pid; exit 1", "exit 1"), Phase.DUMP, Harm.LOST);
  }

  @Test
  void aProgramThatTheFailedDumpLeavesFrozenIsNotKnownToBeUnharmed() {
    is(dumped(ERROR + "kill -STOP $pid; exit 1", "exit 1"), Phase.DUMP, null);
  }

  @Test
  void aDumpedProgramThatIsNotRestoredIsLost() {
    is(dumped("kill -9 $pid", ERROR + "exit 1"), Phase.RESTORE, Harm.LOST);
  }

  @Test
  void aProgramThatIsNotThereAfterTheRestoreDied() {
    is(dumped("kill -9 $pid", "exit 0"), Phase.ALIVE, Harm.DIES);
  }

  @Test
  void oneThatWasDumpedBeforeIsNotTakenForAVictimOfTheNextDump() {
    rigs.criuDoes(
        "[ -e $folder/first ] && { %sexit 1; }; touch $folder/first; kill -9 $pid".formatted(ERROR),
        "exit 1");

    var outcome =
        rigs.play(
            rig -> {
              var one = rig.start("simple-c");
              var other = rig.start("simple-c");
              rig.dump(one);
              rig.dump(other);
            });

    is(outcome, Phase.DUMP, null);
  }

  @Test
  void nothingIsHarmedByACriuThatCannotStart() {
    rigs.criuIs("#!/bin/sh\necho 'Error: no capability' >&2; exit 1\n");

    is(rigs.play(rig -> rig.dump(rig.start("simple-c"))), Phase.DUMP, Harm.REFUSED);
  }
}
