package org.criumatrix.batch.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.criumatrix.batch.JobContainer;
import org.criumatrix.batch.Requests;
import org.junit.jupiter.api.Test;

class BatchScriptTest {

  private final BatchScript script = new BatchScript(Requests.of(JobContainer.NONE));

  private String selfCheckpointing() throws IOException {
    return script.selfCheckpointing(Requests.template(new SlurmCluster(List.of())), "/c/criu");
  }

  @Test
  void aJobThatCheckpointsItselfIsTheTemplateWithItsProgram() throws IOException {
    assertThat(selfCheckpointing().lines())
        .startsWith("#!/bin/bash")
        .containsSequence(
            "export A='1 x'",
            "export B=2",
            "cp /w/simple-c .",
            "program=(./simple-c --note 'it'\\''s $1')",
            "every=86400")
        .anyMatch(l -> l.contains("/w/htcondor/criu-job --criu /c/criu --tries 1 --every"));
  }

  @Test
  void anArraysTasksWriteTheirNumbers() throws IOException {
    assertThat(BatchScript.array(selfCheckpointing(), 2, "results").lines())
        .startsWith("#!/bin/bash", "#SBATCH --array=1-2")
        .anyMatch(
            l -> l.startsWith("program=(sh -c ") && l.contains("results/$SLURM_ARRAY_TASK_ID"));
  }

  @Test
  void aPlainJobIsTheProgramItself() {
    assertThat(script.plain("out", "err"))
        .contains("#SBATCH --output=out\n", "#SBATCH --error=err\n")
        .endsWith("exec /w/simple-c --note 'it'\\''s $1'\n");
  }
}
