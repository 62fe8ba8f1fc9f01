package org.criumatrix.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;
import org.junit.jupiter.api.Test;

class WorkloadsTest {

  @Test
  void aNativeWorkloadNeedsNothingButItsName() {
    var workload = Workloads.find("simple-c", List.of("--count", "7"));

    assertThat(workload.name()).isEqualTo("simple-c");
    assertThat(workload.argv("/w")).containsExactly("/w/simple-c", "--count", "7");
    assertThat(workload.hasNonce()).isTrue();
    assertThat(workload.fastForward()).hasValue(10);
  }

  /** Answers as a host that has one file. */
  private static Host having(String file, String content) {
    return (Host)
        Proxy.newProxyInstance(
            Host.class.getClassLoader(),
            new Class<?>[] {Host.class},
            (proxy, method, words) ->
                switch (method.getName()) {
                  case "home" -> "/h";
                  case "read" -> content.getBytes(StandardCharsets.UTF_8);
                  case "exec" -> exit(((Command) words[0]).argv().contains(file) ? 0 : 1);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Exit exit(int status) {
    return new Exit(status, 0, false, Duration.ZERO, new byte[0], new byte[0]);
  }

  @Test
  void aProgramThatAUserLandCannotBuildIsUnavailableWithTheCompilersReason() {
    var host = having("/h/workloads/openmp.failed", "no omp.h\n");

    assertThat(Workloads.find("openmp", List.of()).unavailable(host))
        .contains("openmp cannot be built there: no omp.h");
    assertThat(Workloads.find("simple-c", List.of()).unavailable(host)).isEmpty();
  }

  @Test
  void aRankThatCannotBeBuiltSaysWhyAndNotThatItIsNotThere() {
    var host = having("/h/workloads/mpi/halo-mpich.failed", "no mpi.h");

    assertThat(Workloads.find("halo-mpich", List.of()).unavailable(host))
        .contains("halo-mpich cannot be built there: no mpi.h");
    assertThat(Workloads.find("halo-openmpi", List.of()).unavailable(host))
        .contains("/h/workloads/mpi/halo-openmpi is not there");
  }

  @Test
  void anInterpretedOneIsFoundBelowTheSameFolder() {
    assertThat(Workloads.find("python", List.of("--seed", "3")).argv("/w"))
        .containsExactly(
            "/usr/bin/python3", "-B", "-I", "-S", "/w/python/numeric_loop.py", "--seed", "3");
    assertThat(Workloads.find("java", List.of()).argv("/w")).contains("/w/java", "NumericLoop");
  }

  @Test
  void lammpsIsOneProcessThatNeitherHurriesNorSigns() {
    var lammps = Workloads.find("lammps", List.of("in.lj", "-var", "x", "1"));

    assertThat(lammps.argv("/w")).startsWith("lmp", "-in", "/w/lammps/in.lj").endsWith("x", "1");
    assertThat(lammps.env()).containsEntry("OMP_NUM_THREADS", "1");
    assertThat(lammps.fastForward()).isEmpty();
    assertThat(lammps.hasNonce()).isFalse();
  }

  @Test
  void aParallelJobIsItsLauncherAndHurriesItsRanksAlone() {
    var job = Workloads.find("mpirun.mpich", List.of("4", "halo-mpich", "--count", "7"));

    assertThat(job.name()).isEqualTo("halo-mpich of 4 mpich");
    assertThat(job.argv("/w"))
        .containsExactly("mpirun.mpich", "-n", "4", "/w/mpi/halo-mpich", "--count", "7");
    assertThat(job.fastForward()).hasValue(10);
    assertThat(job.isFastForwarded(new HostProcess(7, 1, 7, 7, 'S', "mpirun.mpich"), 7)).isFalse();
    assertThat(job.isFastForwarded(new HostProcess(9, 7, 9, 9, 'R', "halo-mpich"), 7)).isTrue();
  }

  @Test
  void whatMakesAProgramRunAloneIsNotGivenToItsRanks() {
    var job = Workloads.find("mpirun.openmpi", List.of("2", "lammps", "in.lj"));

    assertThat(job.env()).doesNotContainKey("OMPI_MCA_btl").containsEntry("OMP_NUM_THREADS", "1");
    assertThat(job.fastForward()).isEmpty();
  }

  @Test
  void workloadsWithOtherArgumentsHaveOtherAnswers() {
    assertThat(Workloads.find("tree", List.of("a")))
        .isEqualTo(Workloads.find("tree", List.of("a")));
    assertThat(Workloads.find("tree", List.of("a")))
        .isNotEqualTo(Workloads.find("tree", List.of("b")));
  }
}
