package org.criumatrix.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.host.HostProcess;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.matrix.Phase;
import org.criumatrix.privilege.Privileges;
import org.criumatrix.runtime.None;
import org.criumatrix.testing.NativeBuild;
import org.criumatrix.verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a parallel job does, its cell ends, and tells who hung. */
class HangsTest {

  private static final int SIGSTOP = 19;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Waits SHORT = new Waits(LONG, LONG, LONG, SECOND);

  @TempDir Path folder;

  @Test
  void aJobOfWhichOneRankHangsFailsAtItsEndAndTheRankIsTold() {
    assumeTrue(LocalHosts.isRoot(), "hosts of their own need root");
    assumeTrue(
        LocalCommand.run(SECOND, Map.of(), List.of("sh", "-c", "command -v mpicc.openmpi"))
            .succeeded(),
        "there is no mpicc.openmpi");

    var outcome =
        play(
            NativeBuild.with("agent", "mpi/halo-openmpi"),
            rig -> {
              var job = rig.start("mpirun.openmpi", "2", "halo-openmpi");
              var rank = job.tree().stream().filter(p -> p.runs("halo-openmpi")).findFirst();
              job.host().kill(rank.map(HostProcess::pid).orElseThrow(), SIGSTOP);
              rig.finish(job).hasTheAnswerOfAnUninterruptedRun();
            });

    assertThat(outcome.phase()).as(outcome.error()).isEqualTo(Phase.ANSWER);
    assertThat(outcome.error()).isEqualTo("no end within 1 s");
    assertThat(folder.resolve("evidence").resolve("answer.processes"))
        .content()
        .contains("halo-openmpi", "State:\tT (stopped)", "State:\tR (running)", "wchan");
  }

  private Outcome play(Path programs, Rigs.Scenario scenario) {
    var nowhere = new CriuBuild("none", "path", "none", "", "", folder, folder.resolve("no-criu"));
    var host = LocalHosts.with(programs.resolve("agent"), folder.resolve("scratch"));
    var point = new Rigs.Point(host, nowhere, Privileges.all(true).get(0), new None());
    try (var rigs = new Rigs(programs, SHORT, false)) {
      return rigs.run(point, folder.resolve("evidence"), scenario).outcome();
    }
  }
}
