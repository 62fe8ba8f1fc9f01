package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** contrib/htcondor: signals and kills at any moment, and checkpoints that do not end the job. */
class CriuJobSignalTest extends PlayedJob {

  private static final String TERM = "[ $step != %s ] || kill -TERM ${WRAPPER:-$PPID}\nstop=";

  private void evictedAtStep(int step) throws IOException {
    executable(sandbox.resolve("program"), PROGRAM.replace("stop=", TERM.formatted(step)));
  }

  /** Slurm signals all processes of a job, including CRIU. */
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

  /** Nothing has started, so nothing is lost. A program that starts now could not get far. */
  @ParameterizedTest
  @CsvSource({"false, 143", "true, 85"})
  void aSignalThatComesBeforeAnythingElseIsObeyed(boolean checkpointed, int code)
      throws IOException {
    if (checkpointed) {
      dumps("");
      assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    }
    var patch =
        """
        class Early:
            def find_spec(self, name, *_):
                if name == "ctypes":
                    os.kill(os.getpid(), signal.SIGTERM)
        import sys
        sys.meta_path.insert(0, Early())
        """;
    var result = start(Map.of("PATCH", patch), "--every", "600");

    assertThat(result.exit()).as(result.stderr()).isEqualTo(code);
    assertThat(result.stderr())
        .contains(checkpointed ? "the checkpoint is as it was" : "there is no checkpoint");
    assertThat(startsOfTheProgram()).hasSize(checkpointed ? 1 : 0);
    endsWithTheAnswer(startAndFinish());
  }

  /** After the failed dump there is another opportunity. */
  @Test
  void aSignalDuringADumpThatFailsAsksForAnother() throws IOException {
    dumps("loses", "");
    var result = startAndCheckpoint();

    assertThat(result.exit()).as(result.stderr()).isEqualTo(85);
    assertThat(result.stderr()).contains("no checkpoint: criu dump", "checkpoint (SIGTERM)");
    endsWithTheAnswer(finishElsewhere());
    assertThat(steps(1)).isEqualTo(3);
  }

  /** The batch system would kill the job before the pause is over. */
  @Test
  void aSignalBetweenTwoRestoresEndsTheJobAtOnce() throws IOException {
    dumps("");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    Files.write(notes.resolve("restore"), List.of("loses"));
    var second = start("--every", "600", "--pause", "50");

    assertThat(second.exit()).as(second.stderr()).isEqualTo(85);
    assertThat(second.stderr()).contains("attempt 1 of 3", "the checkpoint is as it was");
    endsWithTheAnswer(startAndFinish());
  }

  /** There is no later opportunity. */
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

  /** A dump in which CRIU dies need not harm the program. */
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

  /** Without a checkpoint it must not report that the job returns to one. */
  @Test
  void withoutACheckpointAProgramThatIsNotWholeBeginsAnew() throws IOException {
    dumps("ruin", "");
    var result = startAndCheckpoint();

    assertThat(result.exit()).as(result.stderr()).isEqualTo(85);
    assertThat(result.stderr())
        .contains("criu dump was killed by signal 9; without a checkpoint it begins anew");
    assertThat(startsOfTheProgram()).hasSize(2);
    endsWithTheAnswer(finishElsewhere());
  }

  @Test
  void aFailureIsReportedByItsCausingLine() throws IOException {
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

  /** The checkpoint has the files as of its images, although the program continued. */
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

  /** CRIU reports nothing: the program may be in any state, so it is not continued. */
  @ParameterizedTest
  @ValueSource(strings = {"hang", "die"})
  void aDumpThatNeverEndsCostsWhatWasDoneSinceTheLast(String how) throws IOException {
    dumps("", how, "");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    newSandbox(checkpoint());
    var second = start("--every", "0", "--limit", "1");

    assertThat(second.exit()).as(second.stderr()).isEqualTo(85);
    assertThat(second.stderr()).contains("back to the last checkpoint");
    endsWithTheAnswer(finishElsewhere());
    assertThat(steps(2)).isEqualTo(steps(1)).isEqualTo(3);
  }

  /** The node can fail at any moment of a second checkpoint. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.mkdir:2",
        "os.mkfifo:1",
        "os.fsync:1",
        "os.fsync:2",
        "os.rename:1",
        "shutil.rmtree:1",
        "shutil.rmtree:2",
        "shutil.rmtree:3"
      })
  void aKillAtAnyStepLeavesAWholeCheckpoint(String step) throws IOException {
    dumps("", "");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    // In the same folder: HTCondor would have transferred the first checkpoint.
    var killed = start(Map.of("KILL_AT", step), "--every", "0");
    killWhatIsLeft();

    assertThat(killed.exit()).as(killed.stderr()).isNotIn(0, 85);
    var last = startAndFinish();
    endsWithTheAnswer(last);
    assertThat(last.stderr()).contains("restored as process");
    assertThat(steps(startsOfTheProgram().size() - 1)).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aKillWhileCriuDumpsLeavesTheCheckpointBefore() throws IOException {
    dumps("", "kill");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    assertThat(startAndCheckpoint().exit()).isNotIn(0, 85);
    killWhatIsLeft();

    endsWithTheAnswer(startAndFinish());
    assertThat(steps(2)).isEqualTo(steps(1)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "TERM, '', 85",
    "TERM, fail, 85",
    "TERM, fail fail, 143",
    "TERM, hang, 143",
    "HUP, '', 85",
    "USR2, '', 85",
    "USR2, fail, 0"
  })
  void signalsAskForACheckpoint(String signal, String faults, int code) throws IOException {
    // The program waits for the dump that is to succeed, however slow the machine is.
    dumps((code == 85 && !faults.isEmpty() ? faults + " " : faults).split(" ", -1));
    executable(
        sandbox.resolve("program"),
        PROGRAM.replace("stop=", "kill -%s ${WRAPPER:-$PPID}\nstop=".formatted(signal)));
    // Maven itself may have been started by nohup.
    var way = List.of("env", "--default-signal=HUP");
    var result = start(way, Map.of(), "--every", "600", "--limit", "1");

    assertThat(result.exit()).as(result.stderr()).isEqualTo(code);
    assertThat(checkpoint().toFile().exists()).isEqualTo(code == 85);
  }

  /** HTCondor's docker universe would start the job again in the slot that it has to leave. */
  @ParameterizedTest
  @CsvSource({"TERM, '', 143", "TERM, fail, 143", "USR2, '', 85"})
  void inDockerItDoesNotAskToBeStartedAgainWhereItIsToLeave(String signal, String fault, int code)
      throws IOException {
    dumps("", fault, "");
    executable(
        sandbox.resolve("program"),
        PROGRAM.replace(
            "stop=", "[ $step = 0 ] || kill -%s ${WRAPPER:-$PPID}\nstop=".formatted(signal)));
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(sandbox.resolve(".docker_sock")));
      var stopped = start("--every", "600");

      assertThat(stopped.exit()).as(stopped.stderr()).isEqualTo(code);
      assertThat(checkpoint()).isRegularFile();
    }
  }

  @Test
  void withoutANewCheckpointTheOldOneStays() throws IOException {
    dumps("", "fail", "fail");
    executable(
        sandbox.resolve("program"),
        PROGRAM.replace("stop=", "[ $step = 0 ] || kill -TERM ${WRAPPER:-$PPID}\nstop="));
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    var stopped = start("--every", "600");

    assertThat(stopped.exit()).as(stopped.stderr()).isEqualTo(85);
    assertThat(stopped.stderr()).contains("what was done since the last checkpoint is lost");
    assertThat(checkpoint()).isRegularFile();
  }
}
