package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.account.LaneTime;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.criu.CriuCatalog;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.criu.CriuCatalog.Refresh;
import org.criumatrix.criu.CriuPlugin;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.matrix.Phase;
import org.criumatrix.privilege.Privileges;
import org.criumatrix.rig.CudaCheckpoint;
import org.criumatrix.rig.Rig;
import org.criumatrix.testing.NativeBuild;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CRIU itself with its CUDA plugin, the suite's cuda-checkpoint and a fake driver: everything of a
 * GPU cell except the GPU. Needs root and a build with a plugin, which {@code mvn verify -Pmatrix
 * -Dgpu.plugin=build} makes.
 */
class CudaPluginTest {

  /** CRIU's own switch that enables the plugin on a machine without a GPU (fault-injection.h). */
  private static final Map<String, String> AS_IF = Map.of("CRIU_FAULT", "138");

  @TempDir Path folder;
  private Path programs;
  private CriuBuild build;
  private Rigs rigs;

  @BeforeEach
  void findsABuildWithAPlugin() {
    assumeTrue(LocalHosts.isRoot(), "hosts of their own need root");
    var options = new Options(Refresh.NEVER, Optional.empty(), Optional.empty());
    var builds = CriuCatalog.open(CriuCatalog.defaultFolder(), options, note -> {}).builds();
    var found = builds.stream().filter(b -> plugin(b).isPresent()).reduce((one, newer) -> newer);
    assumeTrue(found.isPresent(), "no CRIU build here has a CUDA plugin");
    build = found.get();
    programs =
        NativeBuild.with(
            "agent", "gpu/matmul", "gpu/cuda-checkpoint", "gpu/device", "gpu/fake/libcuda.so.1");
    rigs = new Rigs(programs, Waits.USUAL, false, new LaneTime());
  }

  @AfterEach
  void close() {
    if (rigs != null) {
      rigs.close();
    }
  }

  private static Optional<String> plugin(CriuBuild build) {
    return CriuPlugin.CUDA.folders(build.folder()).stream()
        .filter(f -> Files.exists(Path.of(f, CriuPlugin.CUDA.file())))
        .findFirst();
  }

  /**
   * @param faults the driver's faults when a process is checkpointed
   */
  private Outcome play(String faults) {
    var host = LocalHosts.with(programs.resolve("agent"), folder.resolve("scratch"));
    var root = Privileges.all(true).get(0);
    return rigs.run(
            new Rigs.Point(host, build, root, new NoContainer()),
            folder.resolve("evidence"),
            rig -> scenario(rig, faults))
        .outcome();
  }

  private void scenario(Rig rig, String faults) {
    var context = rig.environment().first();
    var driver =
        Map.of(
            "LD_LIBRARY_PATH",
            context.workloads() + "/gpu/fake",
            "FAKE_CUDA_FOLDER",
            context.mkdir("driver"));
    var forCriu = new HashMap<>(driver);
    forCriu.putAll(AS_IF);
    forCriu.put("FAKE_CUDA", faults);
    forCriu.put("PATH", CudaCheckpoint.path(context.workloads()));
    rig.environment().addToCriu(List.of("-L", plugin(build).orElseThrow()), forCriu);

    var subject = rig.startWith(driver, "gpu/matmul", "--size", "16");
    var images = rig.dump(subject);
    var read = context.host().read(context.folder() + "/driver/" + subject.pid());
    var word = new String(read, StandardCharsets.UTF_8);
    assertThat(word).as("its state between dump and restore").startsWith("2 ");
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  @Test
  void aProcessIsCheckpointedOnTheDeviceDumpedAndBroughtBack() {
    var outcome = play("");

    assertThat(outcome.error()).isNull();
    assertThat(outcome.verdict()).isEqualTo(Verdict.WORKS);
  }

  @Test
  void aDriverThatCannotLockFailsTheDumpWithTheDriversNameOfIt() {
    var outcome = play("cuCheckpointProcessLock=801");

    assertThat(outcome.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(Phase.DUMP);
    assertThat(outcome.error()).contains("CUDA_ERROR_NOT_SUPPORTED (801)");
  }

  /** CRIU ignores the error, and reports success. */
  @Test
  void whatADriverCannotBringBackMakesNoProgress() {
    var outcome = play("cuCheckpointProcessRestore=2");

    assertThat(outcome.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(Phase.PROGRESS);
  }
}
