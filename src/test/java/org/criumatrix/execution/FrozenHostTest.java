package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.host.Await;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.testing.Agents;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host that hangs: its cell is broken in time, and the next one gets another host. */
@Timeout(60)
class FrozenHostTest {

  /** A short freeze, as of an agent that is busy. */
  private static final Duration PROMPT = Duration.ofSeconds(5);

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, true);
    rigs.on(LocalHosts.with(rigs.agent(), folder.resolve("scratch")).withAnswerLimit(PROMPT));
  }

  @AfterEach
  void nothingIsLeftAndTheNextCellIsUnharmed() {
    assertThat(Agents.all()).isEmpty();
    rigs.theNextCellIsUnharmed();
  }

  private static void isBroken(Outcome outcome) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.BROKEN);
    assertThat(outcome.error())
        .isEqualTo("the agent on local gave no answer within 5 s, and is ended");
  }

  @Test
  void oneThatIsStoppedInMidCellIsBroken() {
    isBroken(
        rigs.play(
            rig -> {
              rig.start("simple-c");
              Agents.stop();
              TestRigs.plain(rig);
            }));
  }

  /** CRIU is not blamed for what could not be checked. */
  @Test
  void oneThatIsStoppedWhenSomethingFailedIsBrokenToo() {
    isBroken(
        rigs.play(
            rig -> {
              rig.start("simple-c");
              Agents.stop();
              throw new PhaseFailure(Phase.ALIVE, FailureId.PROCESS_MISSING, "it");
            }));
  }

  /** The reader of its output notices its end before the next request. */
  @Test
  void oneThatEndsBetweenCellsHarmsNone() {
    rigs.theNextCellIsUnharmed();
    Agents.all().forEach(ProcessHandle::destroyForcibly);
    var readers =
        Await.until(
            "no reader", PROMPT, Duration.ofMillis(5), FrozenHostTest::readers, List::isEmpty);

    assertThat(readers.met()).as(readers.describe()).isTrue();
  }

  private static List<String> readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.equals("agent-local"))
        .toList();
  }
}
