package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.control.Restarter;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.host.Command;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.criumatrix.workload.Subject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dump that leaves its subject running: no process is left when the suite looks, but it was no
 * dump. No CRIU is called here.
 */
class LeftRunningTest {

  /** Long enough for a short subject to end by itself, and to be gone. */
  private static final Waits PATIENT =
      new Waits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofMillis(500),
          Duration.ofSeconds(20));

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, PATIENT, false);
  }

  /** Runs an action on the subject in place of a dump, and reports success. */
  private static Outcome dumps(Consumer<Subject> instead, String... args) {
    var runtime =
        new NoContainer() {
          @Override
          public CriuCall dump(
              RuntimeContext context, Subject subject, String images, List<String> options) {
            instead.accept(subject);
            return Restarter.pretended(context, "dump", images);
          }
        };
    return rigs.play(runtime, rig -> rig.dump(rig.start("simple-c", args)));
  }

  private static void isNotGone(Outcome outcome, String error) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(Phase.GONE);
    assertThat(outcome.error()).matches("left running by the dump: " + error);
  }

  @Test
  void aProcessThatComesToItsEndFailsAtGone() {
    isNotGone(
        dumps(subject -> {}, "--count", "50", "--pace", "5000"), "it came to its end by itself");
  }

  @Test
  void aProcessThatIsKilledOnlySomeStepsLaterFailsAtGone() {
    isNotGone(
        dumps(
            subject -> {
              var pid = String.valueOf(subject.pid());
              var later = Command.of("sh", "-c", "sleep 0.3; kill -9 $0", pid);
              subject.host().start(later.withOutputs("", "").within(Duration.ZERO));
            }),
        "it took [1-9]\\d* more steps");
  }

  /** Output from before the dump does not show that it was left running. */
  @Test
  void aProcessThatIsKilledWhileTheDumpIsAtWorkIsGone() {
    var outcome =
        dumps(
            subject -> {
              subject.takesMoreStepsThan(subject.steps() + 3, PATIENT.start());
              subject.kill(PATIENT.settle());
            });

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
  }
}
