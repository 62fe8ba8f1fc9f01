package org.criumatrix.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.criumatrix.record.RunInfo;
import org.criumatrix.runs.Samples;
import org.junit.jupiter.api.Test;

class ReproductionTest {

  private static RunInfo run(String suite, Map<String, String> options) {
    var info = Samples.info(1);
    return new RunInfo(
        suite,
        info.started(),
        info.ended(),
        options,
        info.hosts(),
        info.criuBuilds(),
        info.notes(),
        1,
        1,
        "00ff");
  }

  @Test
  void isOneCommandThatAShellCanRead() {
    var cell = Samples.cell("serial/java").works();

    assertThat(Reproduction.command(cell, Samples.info(1)))
        .isEqualTo("./criu-matrix run '-Dcells=" + cell.id() + "' -Dcriu=4.3");
  }

  /** The place of the records and the shard do not belong to the cell. */
  @Test
  void keepsWhatMadeTheMachineAndNothingElse() {
    var options = Map.of("vm.cores", "2", "matrix.folder", "/tmp/x", "shard", "1/2", "cells", "*");
    var cell = Samples.cell("serial/java").works();

    assertThat(Reproduction.command(cell, run("1 (abc)", options))).endsWith(" -Dvm.cores=2");
  }

  @Test
  void theCommitIsTheSuites() {
    assertThat(Reproduction.commit(run("0.1.0 (563c695)", Map.of()))).contains("563c695");
    assertThat(Reproduction.commit(run("0.1.0 (563c695-dirty)", Map.of()))).contains("563c695");
    assertThat(Reproduction.hadChanges(run("0.1.0 (563c695-dirty)", Map.of()))).isTrue();
    assertThat(Reproduction.hadChanges(run("0.1.0 (563c695)", Map.of()))).isFalse();
    assertThat(Reproduction.commit(run("0.1.0", Map.of()))).isEmpty();
    assertThat(Reproduction.hadChanges(run("0.1.0", Map.of()))).isTrue();
  }
}
