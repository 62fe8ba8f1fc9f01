package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.criumatrix.cell.Fault;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.control.Restarter;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a call of CRIU that has to fail leaves of the program. CRIU is a script here. */
@Timeout(60)
class AftermathTest {

  private static final String DUMPED = "kill -9 $pid";

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false);
  }

  /** A fault that the script knows of anyway. */
  private static final class Known implements Fault {
    private final Optional<String> missed;
    private boolean ended;

    Known(String missed) {
      this.missed = Optional.ofNullable(missed);
    }

    @Override
    public String about() {
      return "the moon was full";
    }

    @Override
    public RuntimeContext begin(RuntimeContext context, String images) {
      return context;
    }

    @Override
    public Optional<String> missed(CriuCall call) {
      return missed;
    }

    @Override
    public void end() {
      ended = true;
    }
  }

  private static Outcome dump(String dump, Fault fault, String... args) {
    rigs.criuDoes(dump, "exit 1");
    return rigs.play(
        rig -> {
          var subject = rig.start("simple-c", args);
          rig.failsToDump(subject, fault);
          rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
        });
  }

  private static Outcome dump(String dump) {
    // Slow enough for a busy machine to look at it before it ends.
    return dump(dump, new Known(null), "--pace", "10000");
  }

  private static Outcome restore(String restore, Fault fault) {
    rigs.criuDoes(DUMPED, restore);
    return rigs.play(rig -> rig.failsToRestore(rig.dump(rig.start("simple-c")), fault));
  }

  private static Outcome restore(String restore) {
    return restore(restore, new Known(null));
  }

  private static void works(Outcome outcome) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
  }

  private static void fails(Outcome outcome, Phase phase, String error) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).as(outcome.error()).isEqualTo(phase);
    assertThat(outcome.error()).isEqualTo(error);
  }

  @Test
  void aFailedDumpThatHarmsNothingIsWhatTheCaseWants() {
    var fault = new Known(null);

    works(dump("exit 1", fault, "--pace", "10000"));
    assertThat(fault.ended).isTrue();
  }

  @Test
  void aFailedDumpThatKillsTheProgramFailsAtTheDump() {
    var outcome = dump("kill -9 $pid; exit 1");

    fails(
        outcome,
        Phase.DUMP,
        "the failed dump left nothing of the program, which ended with signal 9");
    assertThat(outcome.harm()).isEqualTo(Harm.LOST);
  }

  @Test
  void aFailedDumpThatKillsTheProgramALittleLaterFailsAtTheDump() {
    fails(
        dump("(sleep 0.02; kill -15 $pid) & exit 1", new Known(null), "--pace", "150000"),
        Phase.DUMP,
        "the failed dump left nothing of the program, which ended with signal 15");
  }

  @Test
  void aFailedDumpThatStopsTheProgramFailsAtTheDump() {
    fails(dump("kill -STOP $pid; exit 1"), Phase.DUMP, "the failed dump left it stopped");
  }

  @Test
  void aProgramThatTakesNoStepAfterAFailedDumpStandsStill() {
    fails(
        dump("exit 1", new Known(null), "--pace", "1000000", "--count", "2"),
        Phase.DUMP,
        "the failed dump left it standing still");
  }

  @Test
  void aProgramMayComeToItsRegularEndMeanwhile() {
    works(dump("kill -USR1 $pid; while kill -0 $pid; do sleep 0.01; done 2>/dev/null; exit 1"));
  }

  @Test
  void aDumpThatSucceedsAlthoughItMustFailIsAFinding() {
    var outcome = dump("exit 0");

    fails(outcome, Phase.DUMP, "reported success although the moon was full");
    assertThat(outcome.harm()).isNull();
  }

  @Test
  void aCriuThatDoesNotMeetTheFaultSaysNothingAboutIt() {
    var outcome = dump("exit 0", new Known("no moon here"), "--pace", "10000");

    assertThat(outcome.verdict()).isEqualTo(Verdict.UNAVAILABLE);
    assertThat(outcome.error()).isEqualTo("no moon here");
  }

  @Test
  void aNegativeControlDoesNotMeetTheFaultAndIsCaught() {
    var outcome =
        rigs.play(
            new Restarter(),
            rig -> rig.failsToDump(rig.start("simple-c"), new Known("no moon here")));

    fails(outcome, Phase.DUMP, "reported success although the moon was full");
  }

  @Test
  void aCriuThatFailsBeforeItMeetsTheFaultFailsForItsOwnReason() {
    fails(
        dump("echo 'Error (criu/x.c:1): no sun' >$log; exit 1", new Known("no moon here")),
        Phase.DUMP,
        "x.c: no sun");
  }

  @Test
  void aFailedRestoreThatLeavesNothingIsWhatTheCaseWants() {
    var fault = new Known(null);

    works(restore("exit 1", fault));
    assertThat(fault.ended).isTrue();
  }

  @Test
  void aFailedRestoreThatLeavesAProcessFailsAtTheRestore() {
    var outcome = restore("setsid sleep 30 & sleep 0.1; exit 1");

    fails(outcome, Phase.RESTORE, "the failed restore left a process, sleep");
    assertThat(outcome.harm()).isNull();
  }

  @Test
  void aFailedRestoreThatLeavesTheProgramRunningFailsAtTheRestore() {
    fails(
        restore("echo 'step 999 0123456789abcdef' >>$images/../subject1/stdout; exit 1"),
        Phase.RESTORE,
        "the failed restore left the program running");
  }

  @Test
  void aRestoreThatSucceedsAlthoughItMustFailIsAFinding() {
    fails(restore("exit 0"), Phase.RESTORE, "reported success although the moon was full");
  }
}
