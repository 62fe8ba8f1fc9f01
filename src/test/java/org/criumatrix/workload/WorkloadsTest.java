package org.criumatrix.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadsTest {

  @Test
  void aNativeWorkloadNeedsNothingButItsName() {
    var workload = Workloads.find("simple-c", List.of("--count", "7"));

    assertThat(workload.name()).isEqualTo("simple-c");
    assertThat(workload.argv("/w")).containsExactly("/w/simple-c", "--count", "7");
    assertThat(workload.signsItsRun()).isTrue();
    assertThat(workload.hurry()).hasValue(10);
  }

  @Test
  void anInterpretedOneIsFoundBelowTheSameFolder() {
    assertThat(Workloads.find("python", List.of("--seed", "3")).argv("/w"))
        .containsExactly(
            "/usr/bin/python3", "-I", "-S", "-B", "/w/python/numeric_loop.py", "--seed", "3");
    assertThat(Workloads.find("java", List.of()).argv("/w")).contains("/w/java", "NumericLoop");
  }

  @Test
  void lammpsIsOneProcessThatNeitherHurriesNorSigns() {
    var lammps = Workloads.find("lammps", List.of("in.lj", "-var", "x", "1"));

    assertThat(lammps.argv("/w")).startsWith("lmp", "-in", "/w/lammps/in.lj").endsWith("x", "1");
    assertThat(lammps.env()).containsEntry("OMP_NUM_THREADS", "1");
    assertThat(lammps.hurry()).isEmpty();
    assertThat(lammps.signsItsRun()).isFalse();
  }

  @Test
  void workloadsWithOtherArgumentsHaveOtherAnswers() {
    assertThat(Workloads.find("tree", List.of("a")))
        .isEqualTo(Workloads.find("tree", List.of("a")));
    assertThat(Workloads.find("tree", List.of("a")))
        .isNotEqualTo(Workloads.find("tree", List.of("b")));
  }
}
