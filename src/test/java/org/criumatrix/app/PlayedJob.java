package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;

/**
 * A job of contrib/htcondor with a fake CRIU that fails where the test wants. Each start is in a
 * job's folder of its own, which contains only what HTCondor would transfer.
 */
abstract class PlayedJob {

  private static final int STEPS = 12;

  /** The usual folders of programs: a user's own Python may be a slow script. */
  private static final String USUAL =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  static final String CHECKPOINT = "criu-job-1.tar";

  /** A job's folder that HTCondor does not manage, and that other jobs write to. */
  static final Map<String, String> SHARED = Map.of("_CONDOR_SCRATCH_DIR", "");

  /** An account without a name. */
  private static final String NOBODY = "61174";

  /**
   * The program's state is what it has written, so every start can continue from it. While a dump
   * is pending, it takes three steps and waits, however slow the machine is.
   */
  static final String PROGRAM =
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

  /** A fake CRIU. Files contain its instructions, one line per call. */
  private static final String CRIU =
      """
      #!/bin/bash
      action=$1
      [ "$action" != --help ] || { cat "$NOTES/help" 2>/dev/null; exit; }
      echo "$*" >>"$NOTES/calls"
      while [ $# -gt 0 ]; do
        case $1 in
        --tree) tree=$2 ;;
        --images-dir) images=$2 ;;
        --work-dir) place=$2 ;;
        --pidfile) pid=$2 ;;
        --action-script) script=$2 ;;
        --leave-running) stays=yes ;;
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
      echo '(00.1) Error (criu/k.c:1): Unable to open the binfmt_misc file system: seeded'
      echo '(00.1) Error (criu/x.c:7): seeded'
      echo '(00.1) Error (criu/x.c:8): Dumping FAILED.'
      case $fault in
      signals) kill -TERM "$PPID" $$; sleep 0.1 ;;
      loses) kill -TERM $PPID; sleep 0.3; [ -z "$tree" ] || kill -CONT "$tree"; exit 1 ;;
      fail) [ -z "$tree" ] || kill -CONT "$tree"; exit 1 ;;
      half) echo x >"$images/half.img"; kill -CONT "$tree"; exit 1 ;;
      hang) exec sleep 60 ;;
      die) kill -KILL $$ ;;
      ruin) kill -KILL "$tree" $$ ;;
      spoil) : >"$NOTES/spoilt"; kill -KILL $$ ;;
      pipe) kill -PIPE "$tree"; kill -CONT "$tree"; sleep 0.2; kill -KILL $$ ;;
      kill) kill -KILL $PPID; exit 1 ;;
      esac
      if [ $action = dump ]; then
        # CRIU dumps no zombie: the program may have ended meanwhile.
        if grep -q '^State:.Z' "/proc/$tree/status"; then exit 1; fi
        echo images >"$images/inventory.img"
        if ! CRTOOLS_SCRIPT_ACTION=post-dump "$script"; then
          kill -CONT "$tree"
          echo 'Error (criu/action-scripts.c:156): One of more action scripts failed'
          exit 1
        fi
        if [ "$stays" ]; then kill -CONT "$tree"; else kill -KILL "$tree"; fi
      else
        [ -s "$images/inventory.img" ] || exit 1
        cd "$place/work"
        export WRAPPER=$PPID
        before=$(wc -l <"$NOTES/starts")
        # From a shell that ends, so that the wrapper reaps it, however fast it is.
        (setsid ./program >>../stdout 2>>../stderr </dev/null & echo $! >"$pid")
        until [ "$(wc -l <"$NOTES/starts")" -gt "$before" ]; do sleep 0.02; done
      fi
      """;

  /** Python loads it at start-up: the n-th call of a function kills the calling process. */
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
      exec(os.environ.get("PATCH", ""))
      """;

  @TempDir Path folder;
  Path notes;
  Path sandbox;
  private int starts;

  @BeforeEach
  void make() throws IOException {
    notes = Files.createDirectories(folder.resolve("notes"));
    assumeTrue(
        LocalCommand.run(
                Duration.ofSeconds(20), Map.of(), List.of("sh", "-c", "command -v python3"))
            .succeeded(),
        "there is no python3");
    Files.writeString(
        Files.createDirectories(folder.resolve("py")).resolve("sitecustomize.py"), KILLER);
    var programs = Files.createDirectories(folder.resolve("bin"));
    executable(programs.resolve("criu"), CRIU);
    // An ordinary account cannot enter a checkout in root's home.
    executable(
        programs.resolve("criu-job"), Files.readString(Path.of("contrib/htcondor/criu-job")));
    newSandbox(null);
  }

  static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Kills what a starter's procd kills when the wrapper has ended. */
  @AfterEach
  void killWhatIsLeft() throws IOException {
    for (var start : startsOfTheProgram()) {
      ProcessHandle.of(Long.parseLong(start.split(" ")[0]))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** Starts a command as the job's owner, without anything else. */
  List<String> asAnOrdinaryAccount() {
    var give = List.of("chown", "-R", NOBODY, folder.toString());
    assertThat(LocalCommand.run(Duration.ofSeconds(20), Map.of(), give).succeeded()).isTrue();
    return List.of("setpriv", "--reuid", NOBODY, "--clear-groups", "--");
  }

  List<String> startsOfTheProgram() throws IOException {
    var file = notes.resolve("starts");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /**
   * @param checkpoint the checkpoint to transfer; null: none
   */
  void newSandbox(Path checkpoint) throws IOException {
    sandbox = Files.createDirectories(folder.resolve("execute/dir_" + ++starts));
    executable(sandbox.resolve("program"), PROGRAM);
    Files.writeString(sandbox.resolve("_condor_stdout"), "");
    if (checkpoint != null && Files.exists(checkpoint)) {
      var argv = List.of("cp", "-a", checkpoint.toString(), sandbox.toString());
      assertThat(LocalCommand.run(Duration.ofSeconds(20), Map.of(), argv).succeeded()).isTrue();
    }
  }

  /** Returns the environment of a start outside HTCondor, in a folder that the test can fill. */
  static Map<String, String> shared(String... more) {
    var env = new HashMap<>(SHARED);
    for (var i = 0; i < more.length; i += 2) {
      env.put(more[i], more[i + 1]);
    }
    return env;
  }

  /**
   * @param how the fault for each dump to come; empty: the dump succeeds
   */
  void dumps(String... how) throws IOException {
    Files.write(notes.resolve("dump"), List.of(how));
  }

  /** Starts a job and requests a checkpoint as soon as the program has taken three steps. */
  Result startAndCheckpoint() {
    return start("--every", "0");
  }

  Result startAndFinish() throws IOException {
    Files.deleteIfExists(notes.resolve("dump"));
    return start("--every", "600");
  }

  Result start(String... options) {
    return start(Map.of(), options);
  }

  Result start(Map<String, String> more, String... options) {
    return start(List.of(), more, options);
  }

  Result start(List<String> way, Map<String, String> more, String... options) {
    return startProgram(way, more, CHECKPOINT, "./program", options);
  }

  /**
   * @param way the prefix of the command
   * @param checkpoint the value of the option; null: no such option
   */
  Result startProgram(
      List<String> way,
      Map<String, String> more,
      String checkpoint,
      String program,
      String... options) {
    var env = new HashMap<String, String>();
    env.put("_CONDOR_SCRATCH_DIR", sandbox.toString());
    env.put("SLURM_JOB_ID", "1");
    env.putAll(more);
    env.put("NOTES", notes.toString());
    env.put("STEPS", "" + STEPS);
    env.put("PATH", folder.resolve("bin") + ":" + USUAL + ":" + System.getenv("PATH"));
    env.put("PYTHONPATH", folder.resolve("py").toString());
    env.put("PYTHONDONTWRITEBYTECODE", "1");
    var argv = new ArrayList<>(way);
    argv.add(folder.resolve("bin/criu-job").toString());
    argv.addAll(List.of("--place", folder.resolve("place").toString(), "--pause", "0.1"));
    if (checkpoint != null) {
      argv.addAll(List.of("--checkpoint", checkpoint));
    }
    argv.addAll(List.of(options));
    argv.add(program);
    return LocalCommand.run(Duration.ofSeconds(60), env, sandbox, argv);
  }

  Result finishElsewhere() throws IOException {
    newSandbox(checkpoint());
    return startAndFinish();
  }

  Path checkpoint() {
    return sandbox.resolve(CHECKPOINT);
  }

  static String answer() {
    return IntStream.rangeClosed(1, STEPS)
        .mapToObj(i -> "step " + i + "\n")
        .collect(Collectors.joining());
  }

  void endsWithTheAnswer(Result last) {
    assertThat(last.exit()).as(last.stderr()).isZero();
    assertThat(last.stdout()).isEqualTo(answer());
    assertThat(sandbox.resolve("out")).hasContent(answer());
    assertThat(checkpoint()).doesNotExist();
    assertThat(folder.resolve("place")).doesNotExist();
  }

  int steps(int start) throws IOException {
    return Integer.parseInt(startsOfTheProgram().get(start).split(" ")[1]);
  }
}
