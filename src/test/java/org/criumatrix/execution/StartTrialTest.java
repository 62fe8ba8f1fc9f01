package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CRIU that fails before it looks at any process fails every dump: nothing is started for it. */
class StartTrialTest {

  private static final String REFUSES =
      """
      #!/bin/sh
      echo "(00.1) Error (vdso.c:381): the vDSO is not as it was" >&2
      exit 1
      """;

  @TempDir private Path folder;
  @AutoClose private TestRigs rigs;
  private final AtomicBoolean started = new AtomicBoolean();

  @BeforeEach
  void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, true);
  }

  private Outcome play(org.criumatrix.checkpoint.Runtime runtime) {
    return rigs.play(
        runtime,
        rig -> {
          var subject = rig.start("simple-c");
          started.set(true);
          rig.restore(rig.dump(subject));
        });
  }

  private static void failsAtDump(Outcome outcome) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(Phase.DUMP);
    assertThat(outcome.error()).contains("the vDSO is not as it was");
  }

  @Test
  void aCellOfACriuThatCannotStartFailsAtDumpWithoutASubject() {
    rigs.criuIs(REFUSES);

    failsAtDump(play(new NoContainer()));
    assertThat(started).isFalse();
    assertThat(folder.resolve("evidence/1-dump.log")).content().contains("the vDSO is not");
    assertThat(folder.resolve("evidence/commands.sh")).content().contains("dump -D");
  }

  @Test
  void aCriuThatLooksAtProcessesIsCalledForTheSubject() {
    rigs.criuDoes("echo 'Error (vdso.c:381): the vDSO is not as it was' >&2; exit 1", "exit 1");

    failsAtDump(play(new NoContainer()));
    assertThat(started).isTrue();
  }

  /** An engine calls CRIU in its own way, which the trial does not cover. */
  @Test
  void aRuntimeThatDoesNotCallCriuPlainlyStartsItsSubject() {
    rigs.criuIs(REFUSES);
    var engine =
        new NoContainer() {
          @Override
          public boolean callsCriuPlainly() {
            return false;
          }
        };

    failsAtDump(play(engine));
    assertThat(started).isTrue();
  }

  @Test
  void aCriuThatSaysNothingAndSucceedsIsNoRefusal() {
    rigs.criuIs("#!/bin/sh\nexit 0\n");
    play(new NoContainer());

    assertThat(started).isTrue();
  }
}
