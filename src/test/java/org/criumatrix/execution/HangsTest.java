package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.cell.Waits;
import org.criumatrix.host.HostProcess;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.matrix.Phase;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cell of a hanging parallel job ends and names the process that hung. */
class HangsTest {

  private static final int SIGSTOP = 19;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Waits SHORT = new Waits(LONG, LONG, LONG, SECOND);

  @TempDir Path folder;

  @Test
  void aJobWithAHangingRankFailsAtItsEndAndNamesTheRank() {
    assumeTrue(LocalHosts.isRoot(), "hosts of their own need root");
    assumeTrue(
        LocalCommand.run(LONG, Map.of(), List.of("sh", "-c", "command -v mpicc.openmpi"))
            .succeeded(),
        "there is no mpicc.openmpi");

    Outcome outcome;
    try (var rigs = new TestRigs(folder, SHORT, false, "mpi/halo-openmpi")) {
      outcome = rigs.play(HangsTest::ofWhichOneRankStops);
    }

    assertThat(outcome.phase()).as(outcome.error()).isEqualTo(Phase.ANSWER);
    assertThat(outcome.error()).isEqualTo("no end within 1 s");
    assertThat(folder.resolve("evidence").resolve("answer.processes"))
        .content()
        .contains("halo-openmpi", "State:\tT (stopped)", "State:\tR (running)", "wchan");
  }

  private static void ofWhichOneRankStops(Rig rig) {
    var job = rig.start("mpirun.openmpi", "2", "halo-openmpi");
    var rank = job.tree().stream().filter(p -> p.runs("halo-openmpi")).findFirst();
    job.host().kill(rank.map(HostProcess::pid).orElseThrow(), SIGSTOP);
    rig.finish(job).hasTheAnswerOfAnUninterruptedRun();
  }
}
