package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.control.Replayer;
import org.criumatrix.checkpoint.control.Restarter;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.matrix.Phase;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Verdict;
import org.criumatrix.workload.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite catches a runtime that only pretends. No CRIU is called here; root is needed for hosts
 * of their own.
 */
class LiarsTest {

  private static final Waits SHORT =
      new Waits(
          Duration.ofSeconds(10),
          Duration.ofMillis(300),
          Duration.ofMillis(500),
          Duration.ofSeconds(5));

  @TempDir static Path folder;
  private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, SHORT, false, "tools/replay", "lammps/in.lj", "lammps/environment");
  }

  @AfterAll
  static void close() {
    if (rigs != null) {
      rigs.close();
    }
  }

  private static void plain(Rig rig) {
    var subject = rig.start("simple-c");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Ends the subject silently, as an honest dump would. */
  private static class Pretender extends NoContainer {
    @Override
    public CriuCall dump(
        RuntimeContext context, Subject subject, String images, List<String> options) {
      subject.kill(SHORT.settle());
      return Restarter.pretended(context, "dump", images);
    }

    @Override
    public CriuCall restore(
        RuntimeContext context, Subject subject, String images, List<String> options) {
      return Restarter.pretended(context, "restore", images);
    }
  }

  @Test
  void aRestartInPlaceOfARestoreFailsAtTheAnswerEvenUnderTheSamePid() {
    var outcome = rigs.play(new Restarter(), LiarsTest::plain);
    assertThat(outcome.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(Phase.ANSWER);
    assertThat(outcome.error()).isEqualTo("the program started 2 times instead of once");
  }

  @Test
  void aDumpThatNeverStopsTheProcessFailsAtGone() {
    var outcome =
        rigs.play(
            new Pretender() {
              @Override
              public CriuCall dump(
                  RuntimeContext context, Subject subject, String images, List<String> options) {
                return Restarter.pretended(context, "dump", images);
              }
            },
            LiarsTest::plain);
    assertThat(outcome.phase()).isEqualTo(Phase.GONE);
    assertThat(outcome.error()).startsWith("still there after the dump: simple-c");
  }

  @Test
  void aRestoreThatBringsNothingBackFailsAtAlive() {
    var outcome = rigs.play(new Pretender(), LiarsTest::plain);
    assertThat(outcome.phase()).isEqualTo(Phase.ALIVE);
    assertThat(outcome.error()).startsWith("not there after the restore: simple-c");
  }

  @Test
  void aReplayFailsAtTheAnswerAlthoughItsOutputLooksLikeThatOfOneRun() {
    var outcome = rigs.play(new Replayer(), LiarsTest::plain);
    assertThat(outcome.phase()).as(outcome.error()).isEqualTo(Phase.ANSWER);
    assertThat(outcome.error())
        .isEqualTo("the nonce at the end is not the one at the start: another run ended");
  }

  @Test
  void aReplayOfAProgramThatDoesNotSignItsRunFailsAtAlive() {
    var outcome =
        rigs.play(
            new Replayer(),
            rig -> {
              var subject = rig.start("lammps", "in.lj", "-var", "steps", "100");
              rig.restore(rig.dump(subject));
              rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
            });
    assumeThat(outcome.verdict()).as(outcome.error()).isNotEqualTo(Verdict.UNAVAILABLE);
    assertThat(outcome.phase()).isEqualTo(Phase.ALIVE);
    assertThat(outcome.error()).isEqualTo("started afresh, and not restored");
  }

  @Test
  void aRestoreWithAChangedAnswerFailsAtTheAnswer() {
    var outcome =
        rigs.play(
            new Restarter() {
              @Override
              public CriuCall restore(
                  RuntimeContext context, Subject subject, String images, List<String> options) {
                // No trace of a second start, the steps continue, and the end is forged.
                var script =
                    """
                    trap '' USR1
                    last=$(grep -c '^step' "$1"); nonce=$(cut -d' ' -f3 "$2")
                    for k in $(seq $((last + 1)) 1000); do echo "step $k 0123456789abcdef"; [ $((k % 100)) -gt 0 ] || sleep 0.05; done >>"$1"
                    echo "answer 0123456789abcdef" >>"$1"; echo "end $nonce" >>"$2"
                    """;
                var home = subject.home();
                var liar =
                    Command.of("sh", "-c", script, "liar", home + "/stdout", home + "/stderr");
                startAs(context, subject.pid(), liar.withOutputs("", "").within(Duration.ZERO));
                return pretended(context, "restore", images);
              }
            },
            LiarsTest::plain);
    assertThat(outcome.phase()).isEqualTo(Phase.ANSWER);
    assertThat(outcome.error())
        .isEqualTo("the nonce at the end is not the one at the start: another run ended");
  }

  /** Takes no longer than the machine takes to look at what was restored. */
  private static final class QuickSubject extends Pretender {
    private byte[] out;
    private byte[] err;

    @Override
    public CriuCall dump(
        RuntimeContext context, Subject subject, String images, List<String> options) {
      var host = context.host();
      var outBefore = host.read(subject.stdout());
      var errBefore = host.read(subject.stderr());
      subject.fastForward();
      assertThat(subject.awaitEnd(Duration.ofSeconds(5))).isTrue();
      out = host.read(subject.stdout());
      err = host.read(subject.stderr());
      host.write(subject.stdout(), outBefore, Host.Mode.DATA);
      host.write(subject.stderr(), errBefore, Host.Mode.DATA);
      return super.dump(context, subject, images, options);
    }

    @Override
    public CriuCall restore(
        RuntimeContext context, Subject subject, String images, List<String> options) {
      context.host().write(subject.stdout(), out, Host.Mode.DATA);
      context.host().write(subject.stderr(), err, Host.Mode.DATA);
      return super.restore(context, subject, images, options);
    }
  }

  @Test
  void oneThatEndedBeforeItWasLookedAtWasAlive() {
    var outcome = rigs.play(new QuickSubject(), LiarsTest::plain);
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
  }

  @Test
  void aRestoreThatHangsTheProcessFailsAtProgress() {
    var outcome =
        rigs.play(
            new Restarter() {
              @Override
              public CriuCall restore(
                  RuntimeContext context, Subject subject, String images, List<String> options) {
                startAs(context, subject.pid(), Command.of("sleep", "60").within(Duration.ZERO));
                return pretended(context, "restore", images);
              }
            },
            LiarsTest::plain);
    assertThat(outcome.phase()).isEqualTo(Phase.PROGRESS);
    assertThat(outcome.error()).contains("no step beyond");
    assertThat(folder.resolve("evidence").resolve("progress.processes"))
        .content()
        .contains("sleep 60");
  }

  @Test
  void aDumpThatHangsIsEndedAndFailsAtTheDump() {
    var outcome =
        rigs.play(
            new Pretender() {
              @Override
              public CriuCall dump(
                  RuntimeContext context, Subject subject, String images, List<String> options) {
                var exit =
                    context.host().exec(Command.of("sleep", "60").within(Duration.ofMillis(200)));
                return new CriuCall(context.host(), "dump", "sleep 60", exit, images, "");
              }
            },
            LiarsTest::plain);
    assertThat(outcome.phase()).isEqualTo(Phase.DUMP);
    assertThat(outcome.error()).isEqualTo("hangs: no answer in 0 s");
  }

  @Test
  void whatIsLeftBehindFailsAtClean() {
    var outcome =
        rigs.play(
            new NoContainer() {},
            rig -> {
              rig.environment()
                  .first()
                  .host()
                  .start(Command.of("sleep", "60").within(Duration.ZERO));
              var subject = rig.start("simple-c");
              rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
            });
    assertThat(outcome.phase()).isEqualTo(Phase.CLEAN);
    assertThat(outcome.error()).startsWith("left behind: sleep");
  }

  @Test
  void aHostThatFailsInAScenarioIsBrokenAndNotAFindingAboutCriu() {
    var outcome =
        rigs.play(
            new NoContainer(),
            rig -> {
              rig.start("simple-c");
              rig.environment().first().host().execChecked(Command.of("false"));
            });
    assertThat(outcome.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(outcome.phase()).isNull();
    assertThat(outcome.error()).startsWith("false: exit 1");
  }

  @Test
  void aScenarioThatFailsByItselfIsBrokenAndNotAFindingAboutCriu() {
    var outcome =
        rigs.play(
            new NoContainer(),
            rig -> {
              throw new IllegalStateException("a bug of the scenario's");
            });
    assertThat(outcome.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(outcome.error()).contains("a bug of the scenario's");
  }
}
