package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final List<String> ALL =
      List.of(
          "parallel/mpi-openmpi-2",
          "parallel/mpi-openmpi-plain",
          "parallel/mpich-2",
          "serial/simple-c");

  @Test
  void aGlobTakesInNoOtherCase() {
    assertThat(Replay.glob(ALL.subList(0, 2), ALL)).isEqualTo("parallel/mpi-openmpi-*");
    assertThat(Replay.glob(List.of("parallel/mpi-openmpi-2", "parallel/mpich-2"), ALL))
        .isEqualTo("parallel/mpi-openmpi-2 parallel/mpich-2");
    assertThat(Replay.glob(List.of("serial/simple-c"), ALL)).isEqualTo("serial/simple-c");
    assertThat(Replay.glob(ALL, ALL)).as("of several rows").contains("serial/simple-c");
  }

  @Test
  void aSituationWithoutCasesIsItsRow() {
    var cuda =
        SampleData.all().situations().stream().filter(s -> s.id().equals("gpu-cuda")).findFirst();

    assertThat(Replay.glob(cuda.orElseThrow(), ALL)).isEqualTo("gpu/*");
  }

  @Test
  void aCellIsPlayedAgainWhereItRan() {
    var docker =
        SampleData.all().cells().stream().filter(c -> c.runtime().equals("docker@sid")).findFirst();

    assertThat(Replay.of(docker.orElseThrow()))
        .isEqualTo(
            "./criu-matrix run -Dcells=containers/docker-outside -Dcriu=4.2.1 -Dprivilege=root -Druntime=docker@sid");
    assertThat(Replay.of("gpu/*", "-Dhost=vm:trixie"))
        .isEqualTo("./criu-matrix run -Dcells='gpu/*' -Dcriu=newest -Dhost=vm:trixie");
  }
}
