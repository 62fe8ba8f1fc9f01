package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalCommand.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * contrib/htcondor, with a CRIU that only plays one and fails where it is told to. Every start is
 * in a job's folder of its own, to which only what HTCondor would transfer has come.
 */
class CriuJobTest {

  private static final int STEPS = 12;

  /**
   * Its state is what it has written, so that anybody can go on from it. As long as a dump is to
   * come it goes three steps and waits, however slow the machine is.
   */
  private static final String PROGRAM =
      """
      #!/bin/bash
      step=$(cat out 2>/dev/null | wc -l)
      echo "$$ $step" >>"$NOTES/starts"
      stop=$((step + 3))
      while [ "$step" -lt "$STEPS" ]; do
        while [ "$step" -ge "$stop" ] && [ -s "$NOTES/dump" ]; do sleep 0.05; done
        step=$((step + 1))
        echo "step $step" >>out
        sleep 0.01
      done
      cat out
      exit "${CODE:-0}"
      """;

  /** What it is told stands in files, of which each line is for one call. */
  private static final String CRIU =
      """
      #!/bin/bash
      action=$1
      while [ $# -gt 0 ]; do
        case $1 in
        --tree) tree=$2 ;;
        --images-dir) images=$2 ;;
        --work-dir) place=$2 ;;
        --pidfile) pid=$2 ;;
        --no-such) echo; echo 'criu: no such option'; echo 'Usage: criu'; exit 1 ;;
        esac
        shift
      done
      if [ $action = dump ]; then
        read -r _ step < <(tail -n 1 "$NOTES/starts")
        until [ "$(cat "$place/work/out" 2>/dev/null | wc -l)" -ge $((step + 3)) ]; do sleep 0.02; done
      fi
      [ $action = restore ] || kill -STOP "$tree"
      fault=$(head -n 1 "$NOTES/$action" 2>/dev/null)
      sed -i 1d "$NOTES/$action" 2>/dev/null
      echo '(00.1) Error (criu/x.c:7): seeded'
      case $fault in
      fail) exit 1 ;;
      half) echo x >"$images/half.img"; kill -CONT "$tree"; exit 1 ;;
      hang) exec sleep 60 ;;
      die) kill -KILL $$ ;;
      kill) kill -KILL $PPID; exit 1 ;;
      esac
      if [ $action = dump ]; then
        echo images >"$images/inventory.img"
      else
        [ -s "$images/inventory.img" ] || exit 1
        cd "$place/work"
        export WRAPPER=$PPID
        before=$(wc -l <"$NOTES/starts")
        setsid ./program >>stdout 2>>stderr </dev/null &
        echo $! >"$pid"
        until [ "$(wc -l <"$NOTES/starts")" -gt "$before" ]; do sleep 0.02; done
      fi
      """;

  /** Python reads it at its start: the n-th call of a function kills the process that calls it. */
  private static final String KILLER =
      """
      import os, shutil, signal
      place, left = os.environ.get("KILL_AT", ":0").rsplit(":", 1)
      def killing(real):
          def instead(*words, **more):
              global left
              left = int(left) - 1
              if left == 0:
                  os.kill(os.getpid(), signal.SIGKILL)
              return real(*words, **more)
          return instead
      if place:
          module = os if place.startswith("os.") else shutil
          name = place.split(".")[1]
          setattr(module, name, killing(getattr(module, name)))
      def full(path):
          open(os.environ["NOTES"] + "/dump", "w").close()
          return shutil._ntuple_diskusage(0, 0, 4096)
      if "FULL" in os.environ:
          shutil.disk_usage = full
      """;

  @TempDir Path folder;
  private Path notes;
  private Path sandbox;
  private int starts;

  @BeforeEach
  void make() throws IOException {
    assumeTrue(
        LocalCommand.run(
                Duration.ofSeconds(20), Map.of(), List.of("sh", "-c", "command -v python3"))
            .succeeded(),
        "there is no python3");
    notes = Files.createDirectories(folder.resolve("notes"));
    Files.writeString(
        Files.createDirectories(folder.resolve("py")).resolve("sitecustomize.py"), KILLER);
    executable(Files.createDirectories(folder.resolve("bin")).resolve("criu"), CRIU);
    newSandbox(null);
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What a starter's procd does when the wrapper is gone. */
  @AfterEach
  void killWhatIsLeft() throws IOException {
    for (var start : startsOfTheProgram()) {
      ProcessHandle.of(Long.parseLong(start.split(" ")[0]))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private List<String> startsOfTheProgram() throws IOException {
    var file = notes.resolve("starts");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /**
   * @param checkpoint what is transferred to it; null: nothing
   */
  private void newSandbox(Path checkpoint) throws IOException {
    sandbox = Files.createDirectories(folder.resolve("execute/dir_" + ++starts));
    executable(sandbox.resolve("program"), PROGRAM);
    Files.writeString(sandbox.resolve("_condor_stdout"), "");
    if (checkpoint != null && Files.exists(checkpoint)) {
      var argv = List.of("cp", "-a", checkpoint.toString(), sandbox.toString());
      assertThat(LocalCommand.run(Duration.ofSeconds(20), Map.of(), argv).succeeded()).isTrue();
    }
  }

  /**
   * @param how for each dump to come the fault, or nothing where it is to succeed
   */
  private void dumps(String... how) throws IOException {
    Files.write(notes.resolve("dump"), List.of(how));
  }

  /** As soon as the program has gone three steps. */
  private Result startAndCheckpoint() {
    return start("--every", "0");
  }

  private Result startAndFinish() throws IOException {
    Files.deleteIfExists(notes.resolve("dump"));
    return start("--every", "600");
  }

  private Result start(String... options) {
    return start(Map.of(), options);
  }

  private Result start(Map<String, String> more, String... options) {
    return start(List.of(), more, options);
  }

  private Result start(List<String> way, Map<String, String> more, String... options) {
    var env = new HashMap<>(more);
    env.put("NOTES", notes.toString());
    env.put("STEPS", "" + STEPS);
    env.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    env.put("PYTHONPATH", folder.resolve("py").toString());
    env.put("PYTHONDONTWRITEBYTECODE", "1");
    env.put("_CONDOR_SCRATCH_DIR", sandbox.toString());
    var argv = new ArrayList<>(way);
    argv.add(Path.of("contrib/htcondor/criu-job").toAbsolutePath().toString());
    argv.addAll(List.of("--place", folder.resolve("place").toString(), "--pause", "0.1"));
    argv.addAll(List.of(options));
    argv.add("./program");
    return LocalCommand.run(Duration.ofSeconds(60), env, sandbox, argv);
  }

  private Result finishElsewhere() throws IOException {
    newSandbox(sandbox.resolve("checkpoint.tar"));
    return startAndFinish();
  }

  private static String answer() {
    return IntStream.rangeClosed(1, STEPS)
        .mapToObj(i -> "step " + i + "\n")
        .collect(Collectors.joining());
  }

  private void endsWithTheAnswer(Result last) {
    assertThat(last.exit()).as(last.stderr()).isZero();
    assertThat(last.stdout()).isEqualTo(answer());
    assertThat(sandbox.resolve("out")).hasContent(answer());
    assertThat(sandbox.resolve("checkpoint.tar")).doesNotExist();
    assertThat(folder.resolve("place")).doesNotExist();
  }

  private int steps(int start) throws IOException {
    return Integer.parseInt(startsOfTheProgram().get(start).split(" ")[1]);
  }

  @Test
  void aProgramThatIsLeftAloneRunsAsIfNobodyWatched() throws IOException {
    endsWithTheAnswer(startAndFinish());
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "85, 1", "86, 1"})
  void itsExitCodeIsTheJobs(String code, int told) {
    assertThat(start(Map.of("CODE", code)).exit()).isEqualTo(told);
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

  /** HTCondor takes the files of a job's folder along when it evicts the job, and no folders. */
  @Test
  void aCheckpointIsOneFileAndNothingElseIsLeftBesideIt() throws IOException {
    dumps("");
    var before = names();
    startAndCheckpoint();

    assertThat(names()).containsAll(before).hasSize(before.size() + 1).contains("checkpoint.tar");
    assertThat(sandbox.resolve("checkpoint.tar")).isRegularFile();
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(sandbox)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  /** CRIU says that it could not: the program goes on, and the checkpoint before is what it was. */
  @ParameterizedTest
  @ValueSource(strings = {"fail", "half"})
  void aDumpThatFailsCostsNothing(String how) throws IOException {
    dumps("", how, how, "");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    newSandbox(sandbox.resolve("checkpoint.tar"));
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
  void whatCriuDoesNotUnderstandIsTold() throws IOException {
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

  /** What restores it comes first there, and would have the program's number. */
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

  /** What was written before the job came to this machine does not go home otherwise. */
  @Test
  void aLogOfAnotherMachineIsNew() throws IOException {
    var log = Files.writeString(sandbox.resolve("criu-job-1.0-dump.log"), "why");
    Files.setLastModifiedTime(log, FileTime.fromMillis(0));
    startAndFinish();

    assertThat(Files.getLastModifiedTime(log).toMillis()).isPositive();
    assertThat(log).hasContent("why");
  }

  /** CRIU says nothing: the program may be in any state, and is not gone on with. */
  @ParameterizedTest
  @ValueSource(strings = {"hang", "die"})
  void aDumpThatNeverEndsCostsWhatWasDoneSinceTheLast(String how) throws IOException {
    dumps("", how, "");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    newSandbox(sandbox.resolve("checkpoint.tar"));
    var second = start("--every", "0", "--limit", "1");

    assertThat(second.exit()).as(second.stderr()).isEqualTo(85);
    assertThat(second.stderr()).contains("back to the last checkpoint");
    endsWithTheAnswer(finishElsewhere());
    assertThat(steps(2)).isEqualTo(steps(1)).isEqualTo(3);
  }

  /** The node goes down at any moment of a second checkpoint. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.mkdir:2",
        "os.sync:1",
        "os.rename:1",
        "shutil.rmtree:1",
        "shutil.rmtree:2",
        "shutil.rmtree:3"
      })
  void aKillAtAnyStepLeavesAWholeCheckpoint(String step) throws IOException {
    dumps("", "");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    // In the same folder: HTCondor would have transferred the first one.
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

  @Test
  void whatCannotBeRestoredHereIsKeptForAnotherNode() throws IOException {
    dumps("");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    Files.write(notes.resolve("restore"), List.of("fail", "die", "hang"));
    newSandbox(sandbox.resolve("checkpoint.tar"));
    var second = start("--every", "600", "--limit", "1");

    assertThat(second.exit()).isEqualTo(86);
    assertThat(second.stderr())
        .containsSubsequence(
            "attempt 1 of 3: criu restore ended with 1",
            "attempt 2 of 3: criu restore was killed by signal 9",
            "attempt 3 of 3: criu restore was not done within 1 s",
            "another node may be able to go on");
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
    Files.writeString(sandbox.resolve("checkpoint.tar"), "no archive");
    var result = startAndFinish();

    assertThat(result.exit()).as(result.stderr()).isEqualTo(86);
    assertThat(result.stderr()).contains("attempt 3 of 3: tar: ");
    assertThat(sandbox.resolve("checkpoint.tar")).hasContent("no archive");
    assertThat(startsOfTheProgram()).isEmpty();
  }

  @Test
  void withoutRoomThereIsNoCheckpointAndTheProgramGoesOn() throws IOException {
    dumps("");
    var result = start(Map.of("FULL", "1"), "--every", "0.1");

    assertThat(result.stderr()).contains("no checkpoint: it may take ", "and 0 MiB are free");
    endsWithTheAnswer(result);
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

  @ParameterizedTest
  @CsvSource({
    "TERM, '', 85",
    "TERM, fail, 143",
    "TERM, hang, 143",
    "USR2, '', 85",
    "USR2, fail, 0"
  })
  void signalsAskForACheckpoint(String signal, String fault, int code) throws IOException {
    dumps(fault);
    executable(
        sandbox.resolve("program"),
        PROGRAM.replace("stop=", "kill -%s ${WRAPPER:-$PPID}\nstop=".formatted(signal)));
    var result = start("--every", "600", "--limit", "1");

    assertThat(result.exit()).as(result.stderr()).isEqualTo(code);
    assertThat(sandbox.resolve("checkpoint.tar").toFile().exists()).isEqualTo(code == 85);
  }

  @Test
  void toldToGoWithoutANewCheckpointTheOldOneStays() throws IOException {
    dumps("", "fail");
    executable(
        sandbox.resolve("program"),
        PROGRAM.replace("stop=", "[ $step = 0 ] || kill -TERM ${WRAPPER:-$PPID}\nstop="));
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    var told = start("--every", "600");

    assertThat(told.exit()).as(told.stderr()).isEqualTo(85);
    assertThat(told.stderr()).contains("what was done since the last checkpoint is lost");
    assertThat(sandbox.resolve("checkpoint.tar")).isRegularFile();
  }

  @Test
  void whatCannotBeUnderstoodIsAnErrorOfUse() {
    var argv = List.of(Path.of("contrib/htcondor/criu-job").toAbsolutePath().toString());

    assertThat(LocalCommand.run(Duration.ofSeconds(20), Map.of(), argv).exit()).isEqualTo(2);
  }
}
