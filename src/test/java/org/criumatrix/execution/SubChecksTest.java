package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.control.Restarter;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.host.Command;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.criumatrix.workload.Subject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks after a cell that works. No CRIU is called here. */
class SubChecksTest {

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, true);
  }

  /** Dumps by killing, and records the content of the subject's files at each restore. */
  private static final class Witness extends Restarter {

    private final List<String> atDump = new ArrayList<>();
    private final List<String> atRestore = new ArrayList<>();

    @Override
    public CriuCall dump(
        RuntimeContext context, Subject subject, String images, List<String> options) {
      var call = super.dump(context, subject, images, options);
      atDump.add(files(subject));
      return call;
    }

    @Override
    public CriuCall restore(
        RuntimeContext context, Subject subject, String images, List<String> options) {
      atRestore.add(files(subject));
      return super.restore(context, subject, images, options);
    }

    private static String files(Subject subject) {
      var host = subject.host();
      return host.list(subject.folder()).keySet()
          + new String(host.read(subject.stdout()), StandardCharsets.UTF_8);
    }
  }

  /** It works, since the case ends with the dump. */
  private static Outcome dumps(NoContainer runtime, Command... afterwards) {
    var outcome =
        rigs.play(
            runtime,
            rig -> {
              var subject = rig.start("simple-c");
              rig.dump(subject);
              for (var command : afterwards) {
                subject.host().execChecked(command.in(subject.folder()));
              }
            });
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
    return outcome;
  }

  @Test
  void aFailedSecondRestoreOrDumpIsReportedWithItsPhase() {
    var outcome = dumps(new Restarter());

    assertThat(outcome.checks().get("second-restore"))
        .matches("fails at (progress|answer): the program started 2 times instead of once");
    assertThat(outcome.checks().get("second-dump"))
        .matches("fails at (progress|answer): the program started [23] times instead of once");
  }

  @Test
  void theSecondRestoreFindsTheFilesAsTheyWereAtTheDump() {
    var witness = new Witness();
    dumps(witness, Command.of("sh", "-c", "echo more >>../stdout; echo new >new; mkdir folder"));

    assertThat(witness.atRestore.get(0)).isEqualTo(witness.atDump.get(0));
  }

  @Test
  void aFailedCheckOfTheScenarioIsReportedAndChangesNoVerdict() {
    var outcome =
        rigs.play(
            rig -> {
              TestRigs.plain(rig);
              rig.afterwards("never", () -> rig.start("simple-c", "--no-such-option"));
              rig.afterwards("always", () -> {});
            });

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
    assertThat(outcome.checks().get("never")).startsWith("broken: the uninterrupted run");
    assertThat(outcome.checks()).containsEntry("always", "works");
  }

  @Test
  void aCellThatFailsIsNotTriedAgain() {
    var outcome =
        rigs.play(
            new Restarter(),
            rig -> {
              var subject = rig.start("simple-c");
              rig.restore(rig.dump(subject));
              rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
            });

    assertThat(outcome.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.checks()).doesNotContainKeys("second-restore", "second-dump");
  }
}
