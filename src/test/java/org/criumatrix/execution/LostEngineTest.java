package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
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

/** An engine whose daemon dies in mid-cell: CRIU is not to blame for such a failure. */
@Timeout(60)
class LostEngineTest {

  private static final String DEAD = "engined has died; its last words: out of memory";
  private static final String NO_ENGINE = "Cannot connect to the daemon. Is it running?";

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

  /** A client that prints its error without a daemon. */
  private static class Engine extends NoContainer {
    boolean dead;

    @Override
    public Optional<String> lost(Host host) {
      return dead ? Optional.of(DEAD) : Optional.empty();
    }

    @Override
    public CriuCall dump(
        RuntimeContext context, Subject subject, String images, List<String> options) {
      var said = NO_ENGINE.getBytes(StandardCharsets.UTF_8);
      var exit = new Exit(1, 0, false, Duration.ZERO, new byte[0], said);
      return new CriuCall(context.host(), "dump", "engine checkpoint", exit, images, "");
    }
  }

  private static Outcome dumps(Engine engine) {
    return rigs.play(engine, rig -> rig.dump(rig.start("simple-c")));
  }

  private static void isBroken(Outcome outcome) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.BROKEN);
    assertThat(outcome.phase()).isNull();
    assertThat(outcome.error()).isEqualTo(DEAD);
  }

  @Test
  void aCallThatFailsForWantOfItIsNoFailureOfCriu() {
    isBroken(
        dumps(
            new Engine() {
              @Override
              public CriuCall dump(
                  RuntimeContext context, Subject subject, String images, List<String> more) {
                dead = true;
                return super.dump(context, subject, images, more);
              }
            }));
  }

  @Test
  void aCallThatFailsThoughItIsThereIs() {
    var outcome = dumps(new Engine());

    assertThat(outcome.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(Phase.DUMP);
    assertThat(outcome.error()).isEqualTo(NO_ENGINE);
  }

  /** The container is no longer needed, but cannot be removed. */
  @Test
  void oneThatDiesWhenAllWentWellBreaksTheCellAndIsNamed() {
    var engine =
        new Engine() {
          @Override
          public void release(RuntimeContext context, Subject subject) {
            dead = true;
            throw new HostException("engine rm: exit 1: " + NO_ENGINE);
          }
        };

    isBroken(rigs.play(engine, TestRigs::plain));
  }
}
