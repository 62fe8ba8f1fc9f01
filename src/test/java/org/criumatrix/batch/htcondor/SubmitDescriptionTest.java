package org.criumatrix.batch.htcondor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.criumatrix.batch.JobContainer;
import org.criumatrix.batch.Requests;
import org.junit.jupiter.api.Test;

class SubmitDescriptionTest {

  private static String selfCheckpointing(JobContainer container, String... along)
      throws IOException {
    var template = Requests.template(new HtCondorPool(List.of()));
    return new SubmitDescription(Requests.of(container, along), "TARGET.Node =?= \"two\"")
        .selfCheckpointing(template, "/c/criu");
  }

  @Test
  void aJobThatCheckpointsItselfIsTheTemplatesBelowTheUsersLines() throws IOException {
    assertThat(selfCheckpointing(JobContainer.NONE).lines())
        .contains(
            "arguments = \"'--every' '86400' '--criu' '/c/criu' '--tries' '1' './simple-c' '--note'"
                + " 'it''s $1'\"",
            "transfer_input_files = /w/simple-c",
            "initialdir = /home/job",
            "rank = TARGET.Node =?= \"two\"",
            "universe = vanilla",
            "executable = /w/htcondor/criu-job",
            "output = /home/job/stdout",
            "error = /home/job/stderr",
            "log = /home/job/job.log",
            "checkpoint_exit_code      = 85",
            "queue")
        .noneMatch(line -> line.contains("my-program"));
  }

  @Test
  void aContainerIsAUniverseAndWhatGoesAlongIsTransferred() throws IOException {
    assertThat(selfCheckpointing(JobContainer.DOCKER_BY_DEFAULT, ".git"))
        .contains(
            "universe = docker\ndocker_image = criu-matrix-job\nMY.DropAllCapabilities = True\n"
                + "transfer_input_files = $(transfer_input_files), .git\n");
  }

  @Test
  void aPlainJobIsTheProgramItself() {
    var text = new SubmitDescription(Requests.of(JobContainer.NONE), "").plain();

    assertThat(text.lines())
        .contains(
            "executable = /w/simple-c",
            "transfer_executable = False",
            "arguments = \"'--note' 'it''s $1'\"")
        .endsWith("universe = vanilla", "queue");
  }
}
