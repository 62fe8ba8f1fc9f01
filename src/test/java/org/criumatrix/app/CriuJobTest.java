package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalCommand.Result;
import org.criumatrix.host.LocalHosts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** contrib/htcondor: the last good checkpoint survives every failure and every kill. */
class CriuJobTest extends PlayedJob {

  @Test
  void aProgramThatIsLeftAloneRunsAsIfUnwatched() throws IOException {
    endsWithTheAnswer(startAndFinish());
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "85, 1", "86, 1"})
  void itsExitCodeIsTheJobs(String code, int exit) {
    assertThat(start(Map.of("CODE", code)).exit()).isEqualTo(exit);
  }

  @Test
  void itGoesOnFromTheCheckpointInAnotherFolder() throws IOException {
    dumps("");
    var first = startAndCheckpoint();

    assertThat(first.exit()).as(first.stderr()).isEqualTo(85);
    assertThat(first.stderr()).contains("checkpoint (the time is up)");
    endsWithTheAnswer(finishElsewhere());
    assertThat(startsOfTheProgram()).hasSize(2);
    assertThat(steps(1)).isEqualTo(3);
  }

  /** HTCondor would copy it home, over changes that the owner made in the meantime. */
  @Test
  void whatItCameWithAndIsAsItWasIsNotWrittenAgain() throws IOException {
    dumps("");
    Files.writeString(sandbox.resolve("input"), "one");
    Files.writeString(sandbox.resolve("changed"), "one");
    executable(sandbox.resolve("program"), PROGRAM.replace("stop=", "echo two >>changed\nstop="));
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    var program = sandbox.resolve("program");
    newSandbox(checkpoint());
    Files.writeString(sandbox.resolve("input"), "another");
    Files.writeString(sandbox.resolve("changed"), "another");
    var result = startAndFinish();

    assertThat(result.exit()).as(result.stderr()).isZero();
    assertThat(sandbox.resolve("input")).hasContent("another");
    assertThat(sandbox.resolve("changed")).hasContent("one" + "two\ntwo\n");
    assertThat(program).exists();
  }

  /** When HTCondor evicts a job, it transfers the files of the job's folder, but no folders. */
  @Test
  void aCheckpointIsOneFileAndNothingElseIsLeftNextToIt() throws IOException {
    dumps("");
    var before = names();
    startAndCheckpoint();

    assertThat(names()).containsAll(before).hasSize(before.size() + 1).contains(CHECKPOINT);
    assertThat(checkpoint()).isRegularFile();
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(sandbox)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  /** A glidein is an HTCondor job within a Slurm job. */
  @ParameterizedTest
  @CsvSource({"'', 4711", "'ClusterId = 12\nProcId = 0\n', 12.0"})
  void itIsKnownByTheNumberOfHtcondorsJobOrOfSlurms(String ad, String number) throws IOException {
    if (!ad.isEmpty()) {
      Files.writeString(sandbox.resolve(".job.ad"), ad);
    }
    dumps("fail", "");

    assertThat(start(Map.of("SLURM_JOB_ID", "4711"), "--every", "0").exit()).isEqualTo(85);
    assertThat(names()).contains("criu-job-" + number + "-dump.log");
  }

  /** Slurm's jobs may share a folder: each continues from its own checkpoint. */
  @Test
  void jobsCanShareAFolder() throws IOException {
    dumps("", "");
    var records = "echo start >>of-$SLURM_JOB_ID\nstop=";
    executable(sandbox.resolve("program"), PROGRAM.replace("stop=", records));
    for (var job : List.of("7", "8")) {
      assertThat(shared(job, "0").exit()).isEqualTo(85);
    }
    assertThat(names()).contains("criu-job-7.tar", "criu-job-8.tar").doesNotContain("of-7", "of-8");
    Files.delete(notes.resolve("dump"));

    for (var job : List.of("8", "7")) {
      assertThat(shared(job, "600").stdout()).isEqualTo(answer());
      assertThat(sandbox.resolve("of-" + job)).hasContent("start\nstart\n");
      assertThat(sandbox.resolve("criu-job-" + job + ".tar")).doesNotExist();
    }
    assertThat(startsOfTheProgram()).hasSize(4);
    assertThat(List.of(steps(2), steps(3))).containsOnly(3);
  }

  /** The folder is, for example, on a scratch file system that every node has. */
  @Test
  void aCheckpointCanBeElsewhere() throws IOException {
    dumps("");
    var kept = Files.createDirectories(folder.resolve("scratch")).resolve("mine.tar").toString();
    var before = names();
    assertThat(start("--every", "0", "--checkpoint", kept).exit()).isEqualTo(85);
    assertThat(names()).hasSameElementsAs(before);
    newSandbox(null);
    Files.delete(notes.resolve("dump"));

    endsWithTheAnswer(start("--every", "600", "--checkpoint", kept));
    assertThat(steps(1)).isEqualTo(3);
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  /**
   * A start that was killed during its first checkpoint left it: it must not be taken for the job's
   * own.
   */
  @Test
  void halfACheckpointIsNotTakenAlong() throws IOException {
    Files.writeString(sandbox.resolve("mine.tar.new"), "half");
    executable(sandbox.resolve("program"), PROGRAM.replace("stop=", "ls >all\nstop="));

    endsWithTheAnswer(start("--every", "600", "--checkpoint", "mine.tar"));
    assertThat(Files.readAllLines(sandbox.resolve("all"))).doesNotContain("mine.tar.new");
    assertThat(names()).doesNotContain("mine.tar.new");
  }

  private Result shared(String job, String every) {
    return start(
        Map.of("SLURM_JOB_ID", job), "--every", every, "--checkpoint", "criu-job-" + job + ".tar");
  }

  /** CRIU reports a failure: the program continues, and the previous checkpoint is unchanged. */
  @ParameterizedTest
  @ValueSource(strings = {"fail", "half"})
  void aDumpThatFailsCostsNothing(String how) throws IOException {
    dumps("", how, how, "");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    newSandbox(checkpoint());
    var second = startAndCheckpoint();

    assertThat(second.exit()).as(second.stderr()).isEqualTo(85);
    assertThat(
            second
                .stderr()
                .lines()
                .filter(l -> l.contains("no checkpoint: criu dump ended with 1")))
        .hasSize(2)
        .allSatisfy(l -> assertThat(l).endsWith("Error (criu/x.c:7): seeded"));
    assertThat(names()).anyMatch(n -> n.matches("criu-job-\\d+-dump\\.log"));
    endsWithTheAnswer(finishElsewhere());
    assertThat(startsOfTheProgram()).hasSize(3);
    assertThat(steps(2)).isGreaterThanOrEqualTo(6);
  }

  @Test
  void whatCriuDoesNotUnderstandIsReported() throws IOException {
    dumps("");
    executable(
        sandbox.resolve("program"),
        PROGRAM.replace("stop=", "kill -TERM ${WRAPPER:-$PPID}; sleep 60\nstop="));
    var result = start("--every", "600", "--criu-option=--no-such");

    assertThat(result.exit()).as(result.stderr()).isEqualTo(143);
    assertThat(result.stderr())
        .contains("no checkpoint: criu dump ended with 1: criu: no such option")
        .doesNotContain("Usage");
  }

  /** The restoring program starts first there, and would take the program's PID. */
  @Test
  void inAPidNamespaceTheFirstNumbersAreLeftAlone() throws IOException {
    var way = List.of("unshare", "-Urpf", "--mount-proc", "--kill-child");
    var there = new ArrayList<>(way);
    there.add("true");
    assumeTrue(
        LocalCommand.run(Duration.ofSeconds(20), Map.of(), there).succeeded(),
        "there are no PID namespaces for this account");
    endsWithTheAnswer(start(way, Map.of(), "--every", "600"));

    var number = startsOfTheProgram().get(0).split(" ")[0];
    Files.delete(notes.resolve("starts")); // another one's number out here
    assertThat(Integer.parseInt(number)).isBetween(300, 999);
  }

  /** Files written before the job came to this machine would not be copied home otherwise. */
  @Test
  void aLogOfAnotherMachineIsNew() throws IOException {
    var log = Files.writeString(sandbox.resolve("criu-job-1.0-dump.log"), "why");
    Files.setLastModifiedTime(log, FileTime.fromMillis(0));
    startAndFinish();

    assertThat(Files.getLastModifiedTime(log).toMillis()).isPositive();
    assertThat(log).hasContent("why");
  }

  @Test
  void whatCannotBeRestoredHereIsKeptForAnotherNode() throws IOException {
    dumps("");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    Files.write(notes.resolve("restore"), List.of("fail", "die", "hang"));
    newSandbox(checkpoint());
    var second = start("--every", "600", "--limit", "1");

    assertThat(second.exit()).isEqualTo(86);
    assertThat(second.stderr())
        .containsSubsequence(
            "attempt 1 of 3: criu restore ended with 1",
            "attempt 2 of 3: criu restore was killed by signal 9",
            "attempt 3 of 3: criu restore was not done within 1 s",
            "another node may be able to continue");
    assertThat(names()).contains(CHECKPOINT).noneMatch(n -> n.endsWith("-images"));
    endsWithTheAnswer(finishElsewhere());
    assertThat(startsOfTheProgram()).hasSize(2);
  }

  @Test
  void aRestoreThatWorksTheSecondTimeIsOne() throws IOException {
    dumps("");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    Files.write(notes.resolve("restore"), List.of("fail"));

    endsWithTheAnswer(finishElsewhere());
  }

  @Test
  void aDamagedCheckpointIsNeitherRestoredNorForgotten() throws IOException {
    Files.writeString(checkpoint(), "no archive");
    var result = startAndFinish();

    assertThat(result.exit()).as(result.stderr()).isEqualTo(86);
    assertThat(result.stderr()).contains("attempt 3 of 3: tar: ");
    assertThat(checkpoint()).hasContent("no archive");
    assertThat(startsOfTheProgram()).isEmpty();
  }

  @Test
  void withoutRoomThereIsNoCheckpointAndTheProgramGoesOn() throws IOException {
    dumps("");
    var result = start(Map.of("FULL", "1"), "--every", "0.1");

    assertThat(result.stderr()).contains("no checkpoint: it may take ", "and 0 MiB are free");
    endsWithTheAnswer(result);
  }

  /** The value is for request_disk, from a run without criu-job. */
  @Test
  void anEstimateCountsTheMemoryAndTheFilesOfAProgram() throws IOException {
    var program =
        "head -c 8388608 /dev/urandom >data; sync data; "
            + "python3 -c 'import time; m = bytearray(48 << 20); open(\"up\", \"w\"); time.sleep(60)' & "
            + "until [ -e up ]; do sleep 0.05; done; \"$0\" --estimate $!; code=$?; kill $!; exit $code";
    var result = here(program);

    assertThat(result.exit()).as(result.stderr()).isZero();
    var sizes = Pattern.compile("(\\d+) ?MB|(\\d+) MiB").matcher(result.stdout()).results();
    var found = sizes.map(m -> Integer.parseInt(m.group().replaceAll("\\D", ""))).toList();
    assertThat(found).as(result.stdout()).hasSize(4);
    assertThat(found.get(0)).isBetween(48, 70);
    assertThat(found.get(1)).isBetween(8, 9);
    assertThat(found.get(2)).isBetween(56, 79);
    assertThat(found.get(3)).isGreaterThanOrEqualTo(2 * found.get(1) + 2 * found.get(2));
  }

  @Test
  void thereIsNoEstimateOfNothing() {
    var result = here("\"$0\" --estimate 4194304");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.stdout()).isEmpty();
    assertThat(result.stderr()).contains("there is no process 4194304");
  }

  private Result here(String script) {
    var wrapper = folder.resolve("bin/criu-job").toString();
    return LocalCommand.run(
        Duration.ofSeconds(60), Map.of(), sandbox, List.of("sh", "-c", script, wrapper));
  }

  /** A program may start one of another account, for example with sudo. */
  @Test
  void aProcessThatCannotBeEndedHoldsNoResultBack() throws IOException {
    assumeTrue(LocalHosts.isRoot(), "only root can make a set-uid program");
    var sudo = Files.copy(Path.of("/usr/bin/setpriv"), sandbox.resolveSibling("sudo"));
    executable(
        sandbox.resolve("program"),
        PROGRAM.replace("stop=", sudo + " --reuid 0 sleep 20 &\nstop="));
    var ordinary = asAnOrdinaryAccount();
    var suid = "chown 0 '%1$s'; chmod u+s,a+x '%1$s'".formatted(sudo);
    assertThat(here(suid).succeeded()).isTrue();
    var faster = "import time; now = time.monotonic; time.monotonic = lambda: 20 * now()";
    var result = start(ordinary, Map.of("PATCH", faster), "--every", "100000");

    endsWithTheAnswer(result);
    assertThat(result.stderr()).contains("does not end, and is left alone");
  }

  /** A checkpoint with unexpected content only makes that checkpoint unusable. */
  @Test
  void anErrorOfItsOwnInACheckpointDoesNotEndTheProgram() throws IOException {
    dumps("");
    var patch =
        """
        import json
        real = json.dump
        def broken(record, *more):
            if "modes" in record:
                open(os.environ["NOTES"] + "/dump", "w").close()
                raise ValueError("seeded")
            real(record, *more)
        json.dump = broken
        """;
    var result = start(Map.of("PATCH", patch), "--every", "0.2");

    endsWithTheAnswer(result);
    assertThat(result.stderr()).contains("no checkpoint: ValueError('seeded') in line ");
    assertThat(startsOfTheProgram()).hasSize(1);
  }

  /**
   * Another machine may have what this one lacks. A job that leaves the queue loses its checkpoint.
   */
  @Test
  void aQueuedJobThatCannotStartHereStaysInTheQueueIfItHasACheckpoint() throws IOException {
    dumps("");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    var broken = Map.of("PATCH", "os.mkdir = None");
    var result = start(broken, "--every", "600");

    assertThat(result.exit()).as(result.stderr()).isEqualTo(86);
    assertThat(result.stderr()).contains("the job's work is kept");
    endsWithTheAnswer(startAndFinish());
    assertThat(steps(1)).isEqualTo(3);
  }

  @Test
  void aProcessThatCriuWouldNotSeeIsNotForgotten() throws IOException {
    executable(
        sandbox.resolve("program"),
        PROGRAM.replace("stop=", "(sleep 60 &)\nkill -TERM ${WRAPPER:-$PPID}; sleep 60\nstop="));
    var result = start("--every", "600");

    assertThat(result.stderr()).contains("was left by its parent, and CRIU would not see it");
    assertThat(result.exit()).isEqualTo(143);
  }

  /** Root does not need the option, and old CRIU versions lack it. */
  @ParameterizedTest
  @CsvSource({
    "true, --unprivileged, true",
    "true, --others, false",
    "false, --unprivileged, false"
  })
  void anOrdinaryAccountsCriuGetsTheOptionIfItKnowsIt(boolean ordinary, String help, boolean passed)
      throws IOException {
    assumeTrue(LocalHosts.isRoot(), "only root can be root, and somebody else");
    Files.writeString(notes.resolve("help"), help);
    dumps("");
    var first = start(ordinary ? asAnOrdinaryAccount() : List.of(), Map.of(), "--every", "0");

    assertThat(first.exit()).as(first.stderr()).isEqualTo(85);
    assertThat(Files.readAllLines(notes.resolve("calls")))
        .singleElement()
        .matches(
            call -> call.contains("--unprivileged") == passed,
            "passes --unprivileged as it should");
  }

  @Test
  void whatCannotBeUnderstoodIsAnErrorOfUse() {
    var argv = List.of(Path.of("contrib/htcondor/criu-job").toAbsolutePath().toString());

    assertThat(LocalCommand.run(Duration.ofSeconds(20), Map.of(), argv).exit()).isEqualTo(2);
  }
}
