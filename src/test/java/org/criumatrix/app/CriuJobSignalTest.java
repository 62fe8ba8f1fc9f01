package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** contrib/htcondor: signals at any moment, and checkpoints that do not end the job. */
class CriuJobSignalTest extends PlayedJob {

  private static final String TERM = "[ $step != %s ] || kill -TERM ${WRAPPER:-$PPID}\nstop=";

  private void evictedAtStep(int step) throws IOException {
    executable(sandbox.resolve("program"), PROGRAM.replace("stop=", TERM.formatted(step)));
  }

  /** Slurm signals every process of a job, CRIU among them. */
  @Test
  void aSignalForEveryProcessDoesNotEndADump() throws IOException {
    dumps("signals");
    var result = startAndCheckpoint();

    assertThat(result.exit()).as(result.stderr()).isEqualTo(85);
    assertThat(result.stderr()).contains("checkpoint (the time is up)");
    endsWithTheAnswer(finishElsewhere());
    assertThat(steps(1)).isEqualTo(3);
  }

  @Test
  void aSignalForEveryProcessDoesNotEndTheArchiving() throws IOException {
    dumps("");
    executable(folder.resolve("bin/tar"), "#!/bin/sh\nkill -TERM $PPID $$\nexec /bin/tar \"$@\"\n");
    var result = startAndCheckpoint();

    assertThat(result.exit()).as(result.stderr()).isEqualTo(85);
    Files.delete(folder.resolve("bin/tar"));
    endsWithTheAnswer(finishElsewhere());
    assertThat(steps(1)).isEqualTo(3);
  }

  /** There will be no other occasion. */
  @Test
  void aJobThatHasToLeaveTriesTwice() throws IOException {
    dumps("", "fail", "");
    evictedAtStep(3);
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    var second = start("--every", "600");

    assertThat(second.exit()).as(second.stderr()).isEqualTo(85);
    assertThat(second.stderr()).contains("no checkpoint: criu dump", "checkpoint (SIGTERM)");
    endsWithTheAnswer(finishElsewhere());
    assertThat(steps(2)).isEqualTo(6);
  }

  /** A dump that CRIU did not survive need not cost the program anything. */
  @Test
  void withoutACheckpointAProgramThatIsWholeContinues() throws IOException {
    dumps("hang", "");
    var result = start("--every", "0", "--limit", "1");

    assertThat(result.exit()).as(result.stderr()).isEqualTo(85);
    assertThat(result.stderr())
        .contains("no checkpoint: criu dump was not done within 1 s")
        .doesNotContain("back to the last checkpoint");
    assertThat(startsOfTheProgram()).hasSize(1);
    endsWithTheAnswer(finishElsewhere());
  }

  @Test
  void aFailureIsNamedByItsTellingLine() throws IOException {
    dumps("fail", "");
    var result = startAndCheckpoint();

    assertThat(result.stderr())
        .contains("no checkpoint: criu dump ended with 1: (00.1) Error (criu/x.c:7): seeded\n");
  }

  @Test
  void aCheckpointNeedNotEndTheJob() throws IOException {
    dumps("", "");
    var result = start(Map.of(), "--every", "0", "--leave-running");

    endsWithTheAnswer(result);
    assertThat(startsOfTheProgram()).hasSize(1);
    assertThat(result.stderr().lines().filter(l -> l.contains("checkpoint (the time is up)")))
        .hasSizeGreaterThanOrEqualTo(2);
  }

  /** It has the files of the moment of its images, though the program continued. */
  @Test
  void aCheckpointThatDidNotEndTheJobIsOneToContinueFrom() throws IOException {
    dumps("", "kill");
    var first = start(Map.of(), "--every", "0", "--leave-running");
    killWhatIsLeft();
    assertThat(first.exit()).as(first.stderr()).isNotIn(0, 85);
    assertThat(checkpoint()).isRegularFile();

    endsWithTheAnswer(finishElsewhere());
    assertThat(steps(1)).isEqualTo(3);
  }

  @Test
  void aJobThatIsLeftRunningStillLeavesWhenItHasTo() throws IOException {
    dumps("", "");
    evictedAtStep(0);
    var result = start(Map.of(), "--every", "600", "--leave-running");

    assertThat(result.exit()).as(result.stderr()).isEqualTo(85);
    assertThat(result.stderr()).contains("checkpoint (SIGTERM)");
  }
}
