package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.control.Restarter;
import org.criumatrix.host.Command;
import org.criumatrix.matrix.Phase;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much a restored subject has to do before it counts as continued. No CRIU is called here. */
class ContinuationTest {

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false);
  }

  /** Replaces a restored subject by a program that prints some of its steps and hangs. */
  private static final class Steps extends Restarter {

    private final int number;

    Steps(int number) {
      this.number = number;
    }

    @Override
    public CriuCall restore(
        RuntimeContext context, Subject subject, String images, List<String> options) {
      var script = "for k in $(seq $1); do echo \"step 0 0\" >>\"$0\"; done; exec sleep 60";
      var command = Command.of("sh", "-c", script, subject.stdout(), String.valueOf(number));
      startAs(context, subject.pid(), command.withOutputs("", "").within(Duration.ZERO));
      return pretended(context, "restore", images);
    }
  }

  private static void continuesOneOfTwo(Rig rig) {
    rig.start("simple-c", "--pace", "100000");
    rig.restore(rig.dump(rig.start("simple-c")));
  }

  private static void fails(Outcome outcome, Phase phase, String error) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).as(outcome.error()).isEqualTo(phase);
    assertThat(outcome.error()).contains(error);
  }

  /** A message in flight at the dump causes one step, and the next request another one. */
  @Test
  void twoStepsOfOneThatMayTalkToAnotherAreNoProgress() {
    fails(
        rigs.play(new Steps(2), ContinuationTest::continuesOneOfTwo),
        Phase.PROGRESS,
        "no step beyond the ");
  }

  @Test
  void threeStepsAre() {
    var outcome = rigs.play(new Steps(3), ContinuationTest::continuesOneOfTwo);

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
  }

  @Test
  void oneStepOfASubjectThatIsAloneIsProgress() {
    var outcome = rigs.play(new Steps(1), rig -> rig.restore(rig.dump(rig.start("simple-c"))));

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
  }

  /** Steps taken during the dump are no progress of a restored process. */
  @Test
  void stepsThatWereTakenDuringTheDumpAreNoProgress() {
    var outcome =
        rigs.play(
            new Restarter() {
              @Override
              public CriuCall dump(
                  RuntimeContext context, Subject subject, String images, List<String> options) {
                subject.takesMoreStepsThan(subject.steps() + 3, TestRigs.SHORT.start());
                return super.dump(context, subject, images, options);
              }

              @Override
              public CriuCall restore(
                  RuntimeContext context, Subject subject, String images, List<String> options) {
                startAs(context, subject.pid(), Command.of("sleep", "60").within(Duration.ZERO));
                return pretended(context, "restore", images);
              }
            },
            rig -> rig.restore(rig.dump(rig.start("simple-c"))));
    fails(outcome, Phase.PROGRESS, "no step beyond");
  }

  /** A restored process may have another PID, as in a PID namespace of its own. */
  @Test
  void anotherProgramUnderAnotherNumberFailsAtAlive() {
    var outcome =
        rigs.play(
            new Restarter() {
              @Override
              public CriuCall restore(
                  RuntimeContext context, Subject subject, String images, List<String> options) {
                var sleep = Command.of("sleep", "60").withOutputs("", "").within(Duration.ZERO);
                var pid = context.host().start(sleep).pid();
                subject.restoredAs(new Started(pid, pid));
                return pretended(context, "restore", images);
              }
            },
            rig -> rig.restore(rig.dump(rig.start("simple-c"))));

    fails(outcome, Phase.ALIVE, "not there after the restore: simple-c");
  }
}
