package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.criumatrix.workload.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A CRIU that hangs: it is killed, its state is kept, and the next cell is unharmed. */
@Timeout(60)
class HangingCriuTest {

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, true);
  }

  @AfterEach
  void theNextCellIsUnharmed() {
    rigs.theNextCellIsUnharmed();
  }

  /** Calls CRIU with a shorter limit than a cell. */
  private static final class Impatient extends NoContainer {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private static RuntimeContext within(RuntimeContext context) {
      var criu = context.criu();
      return context.withCriu(
          new CriuCaller(criu.host(), criu.prepared(), criu.privilege(), LIMIT));
    }

    @Override
    public CriuCall dump(
        RuntimeContext context, Subject subject, String images, List<String> options) {
      return super.dump(within(context), subject, images, options);
    }

    @Override
    public CriuCall restore(
        RuntimeContext context, Subject subject, String images, List<String> options) {
      return super.restore(within(context), subject, images, options);
    }
  }

  /** A CRIU with a child that ignores SIGTERM. */
  private static final String HANGS =
      "trap '' TERM HUP INT; echo 'Error (criu/x.c:1): so far' >$log; sleep 600; :";

  private static Outcome play(String dump, String restore) throws IOException {
    rigs.criuDoes(dump, restore);
    return rigs.play(new Impatient(), rig -> rig.restore(rig.dump(rig.start("simple-c"))));
  }

  private static void hangs(Outcome outcome, Phase phase) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(phase);
    assertThat(outcome.error()).startsWith("hangs: no answer in ");
  }

  private static void wasLookedAt(String states) {
    assertThat(folder.resolve("evidence").resolve(states)).content().contains("sleep 600");
  }

  @Test
  void oneThatHangsIsEndedAndFailsAtTheDump() throws IOException {
    hangs(play(HANGS, "exit 1"), Phase.DUMP);
    wasLookedAt("1-dump.processes");
  }

  @Test
  void oneThatHangsIsEndedAndFailsAtTheRestore() throws IOException {
    hangs(play("kill -9 $pid", HANGS), Phase.RESTORE);
    wasLookedAt("2-restore.processes");
  }

  /** A CRIU that hangs in the middle of a dump, with the subject stopped. */
  @Test
  void oneThatHangsWithTheSubjectStoppedLeavesNoProcessStopped() throws IOException {
    var outcome = play("kill -STOP $pid; " + HANGS, "exit 1");

    hangs(outcome, Phase.DUMP);
    assertThat(outcome.checks()).doesNotContainKey("clean");
  }
}
