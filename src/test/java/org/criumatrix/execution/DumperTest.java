package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.criumatrix.matrix.Phase;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One build dumps, and the cell's restores. No CRIU is called here. */
class DumperTest {

  private static final String DUMPS = "kill -9 $pid";
  private static final String CANNOT_START =
      "#!/bin/sh\necho '(00.1) Error (vdso.c:381): the vDSO is not as it was' >&2\nexit 1\n";

  @TempDir private Path folder;
  @AutoClose private TestRigs rigs;
  private final AtomicBoolean started = new AtomicBoolean();

  @BeforeEach
  void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false);
    rigs.criuDoes(fails("this one dumped"), fails("this one restored"));
  }

  private static String fails(String error) {
    return "echo '(00.1) Error (cr.c:1): %s' >$log; exit 1".formatted(error);
  }

  /** A cell whose subject is dumped by the build {@code older}. */
  private final class ByOther implements Rigs.Scenario {
    @Override
    public void play(Rig rig) {
      var subject = rig.start("simple-c", "--pace", "20000");
      started.set(true);
      rig.restore(rig.dumpByOther(subject));
    }

    @Override
    public String dumper() {
      return "older";
    }
  }

  private Outcome play() {
    return rigs.play(new ByOther());
  }

  @Test
  void theOtherBuildDumpsAndTheCellsRestores() {
    rigs.dumpedBy("older", TestRigs.script(DUMPS, fails("the other one restored")));

    var outcome = play();

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).as(outcome.error()).isEqualTo(Phase.RESTORE);
    assertThat(outcome.error()).contains("this one restored");
  }

  @Test
  void aDumpThatFailsSaysNothingOfTheCellsBuild() {
    rigs.dumpedBy("older", TestRigs.script(fails("the other one dumped"), DUMPS));

    var outcome = play();

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.UNAVAILABLE);
    assertThat(outcome.error()).contains("cannot do so here", "the other one dumped");
  }

  @Test
  void withoutTheOtherBuildTheCellIsUnavailable() {
    rigs.dumpedBy("newer", TestRigs.script(DUMPS, DUMPS));

    var outcome = play();

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.UNAVAILABLE);
    assertThat(outcome.error()).contains("there is no CRIU older here");
  }

  @Test
  void forAnOtherBuildThatCannotStartNoSubjectIsStarted() {
    rigs.dumpedBy("older", CANNOT_START);

    var outcome = play();

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.UNAVAILABLE);
    assertThat(outcome.error()).contains("cannot do so here", "the vDSO is not as it was");
    assertThat(started).isFalse();
  }

  @Test
  void theCellsBuildThatCannotStartFailsAtTheRestore() {
    rigs.criuIs(CANNOT_START);
    rigs.dumpedBy("older", TestRigs.script(DUMPS, DUMPS));

    var outcome = play();

    assertThat(outcome.phase()).as(outcome.error()).isEqualTo(Phase.RESTORE);
    assertThat(outcome.error()).contains("the vDSO is not as it was");
  }
}
