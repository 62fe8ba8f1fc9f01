package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.matrix.CsvData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** contrib/htcondor: which files criu-job takes for its own, and which it leaves alone. */
class CriuJobPlaceTest extends PlayedJob {

  private void program(String more) throws IOException {
    executable(sandbox.resolve("program"), PROGRAM.replace("stop=", more + "\nstop="));
  }

  @Test
  void aFolderThatItDidNotMakeIsNotTouched() throws IOException {
    var mine = Files.createDirectories(folder.resolve("mydata"));
    Files.writeString(mine.resolve("thesis"), "x");
    var result = start("--every", "600", "--place", mine.toString());

    assertThat(result.exit()).as(result.stderr()).isEqualTo(2);
    assertThat(result.stderr()).contains("mydata holds files that are not criu-job's");
    assertThat(mine.resolve("thesis")).hasContent("x");
    assertThat(startsOfTheProgram()).isEmpty();
  }

  /** Exit code 2 would end the queued job, and HTCondor would remove its checkpoint. */
  @Test
  void aJobWithACheckpointStaysInTheQueueWhereItsPlaceIsTaken() throws IOException {
    dumps("");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    Files.writeString(Files.createDirectories(folder.resolve("place")).resolve("thesis"), "x");
    var result = start("--every", "600");

    assertThat(result.exit()).as(result.stderr()).isEqualTo(86);
    assertThat(result.stderr()).contains("holds files that are not criu-job's", "work is kept");
    assertThat(folder.resolve("place/thesis")).hasContent("x");
    assertThat(checkpoint()).isRegularFile();
  }

  /** A folder left by an earlier start is easily mistaken for a folder to work in. */
  @Test
  void theJobsFolderIsNotInItsPlace() throws IOException {
    var place = Files.createDirectories(folder.resolve("place"));
    Files.writeString(place.resolve("criu-job-was-here"), "made");
    sandbox = Files.createDirectories(place.resolve("work"));
    executable(sandbox.resolve("program"), PROGRAM);
    var result = start("--every", "600");

    assertThat(result.exit()).as(result.stderr()).isEqualTo(2);
    assertThat(result.stderr()).contains("the job's folder is in --place");
    assertThat(sandbox.resolve("program")).hasContent(PROGRAM);
  }

  @Test
  void itsPlaceIsNotInTheJobsFolderByAnotherNameEither() throws IOException {
    var alias = Files.createSymbolicLink(folder.resolve("alias"), sandbox);
    var result = start("--every", "600", "--place", alias.resolve("place").toString());

    assertThat(result.exit()).as(result.stderr()).isEqualTo(2);
    assertThat(result.stderr()).contains("is in the job's folder");
  }

  /** HTCondor mounts one of its folders as /tmp. */
  @Test
  void aNameThatIsWithheldIsReported() throws IOException {
    Files.createSymbolicLink(sandbox.resolve("tmp"), Path.of("/tmp"));
    program("ls -a >all");
    var result = startAndFinish();

    endsWithTheAnswer(result);
    assertThat(result.stderr()).contains("they are the batch system's: tmp\n");
    assertThat(Files.readAllLines(sandbox.resolve("all"))).doesNotContain("tmp");
  }

  /** A checkpoint is a file that anyone can write. */
  @ParameterizedTest
  @CsvSource({
    "'\"memory\": []', '\"memory\": [\"%s\"]', has a file for ",
    "'\"modes\": []', '\"modes\": [[\"%s\", 511]]', has permissions for "
  })
  void aCheckpointChangesNothingThatIsNotTheJobs(String entry, String hostile, String why)
      throws IOException {
    dumps("");
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    var mine = Files.writeString(notes.resolve("mine"), "x");
    Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rw-------"));
    var edit =
        "mkdir t && tar -xf %1$s -C t && sed -i 's|%2$s|%3$s|' t/*-images/criu-job.json && tar -cf %1$s -C t ."
            .formatted(CHECKPOINT, entry.replace("[", "\\["), hostile.formatted(mine));
    edit = edit.replace("-C t .", "-C t criu-job-1-images work stdout stderr") + "; rm -r t";
    var edited =
        LocalCommand.run(Duration.ofSeconds(20), Map.of(), sandbox, List.of("sh", "-c", edit));
    assertThat(edited.succeeded()).as(edited.stderr()).isTrue();
    var result = startAndFinish();

    assertThat(result.exit()).as(result.stderr()).isEqualTo(86);
    assertThat(result.stderr()).contains("the checkpoint " + why + " " + mine);
    assertThat(Files.getPosixFilePermissions(mine)).hasSize(2);
  }

  @Test
  void anEmptyFolderThatItDidNotMakeStays() throws IOException {
    var mine = Files.createDirectories(folder.resolve("empty"));
    assertThat(start("--every", "600", "--place", mine.toString()).exit()).isZero();

    assertThat(mine).isEmptyDirectory();
  }

  /** The checkpoint is copied there. */
  @Test
  void itsPlaceIsNotInTheJobsFolder() {
    var result = start("--every", "600", "--place", sandbox.resolve("place").toString());

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.stderr()).contains("is in the job's folder");
  }

  /** Images contain the program's memory, and others may read the job's folder. */
  @Test
  void aCheckpointIsForItsOwnerAlone() throws IOException {
    dumps("");
    var seen = notes.resolve("seen");
    executable(
        folder.resolve("bin/tar"),
        "#!/bin/sh\nstat -c %%a \"%s\"/criu-job-1-images >>%s\nexec /bin/tar \"$@\"\n"
            .formatted(sandbox, seen));
    var argv = List.of("sh", "-c", "umask 022; exec \"$@\"", "sh");
    assertThat(start(argv, Map.of(), "--every", "0").exit()).isEqualTo(85);

    assertThat(Files.getPosixFilePermissions(checkpoint())).hasSize(2);
    assertThat(seen).hasContent("700");
  }

  @Test
  void theProgramHasTheUmaskOfTheJob() throws IOException {
    program("umask >mask");
    var argv = List.of("sh", "-c", "umask 027; exec \"$@\"", "sh");
    endsWithTheAnswer(start(argv, Map.of(), "--every", "600"));

    assertThat(sandbox.resolve("mask")).hasContent("0027");
  }

  /** An old answer would be taken for the answer of this job. */
  @Test
  void aCheckpointOfAnotherCommandIsRefused() throws IOException {
    dumps("");
    var byHand = Map.of("SLURM_JOB_ID", "");
    assertThat(start(byHand, "--every", "0").exit()).isEqualTo(85);
    var other = startOf("./another", byHand);

    assertThat(other.exit()).as(other.stderr()).isEqualTo(2);
    assertThat(other.stderr()).contains("is of another command, ./program");
    assertThat(checkpoint()).isRegularFile();
    assertThat(startsOfTheProgram()).hasSize(1);
  }

  private LocalCommand.Result startOf(String program, Map<String, String> more) throws IOException {
    Files.copy(sandbox.resolve("program"), sandbox.resolve(program.substring(2)));
    return startProgram(List.of(), more, CHECKPOINT, program, "--every", "600");
  }

  @Test
  void aCheckpointIsNamedAfterItsJob() throws IOException {
    dumps("");
    var result = startProgram(List.of(), Map.of(), null, "./program", "--every", "0");
    assertThat(result.exit()).as(result.stderr()).isEqualTo(85);

    assertThat(checkpoint()).isRegularFile();
  }

  /** PyTorch's users give their own files that name. */
  @Test
  void aCheckpointOfTheProgramIsItsOwn() throws IOException {
    Files.writeString(sandbox.resolve("checkpoint.tar"), "input");
    program("cat checkpoint.tar >read; echo output >checkpoint.tar");
    endsWithTheAnswer(startAndFinish());

    assertThat(sandbox.resolve("read")).hasContent("input");
    assertThat(sandbox.resolve("checkpoint.tar")).hasContent("output\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tmp", "var", "criu-job-notes", "_condor_data", "stdout"})
  void inputsOfAnyNameReachTheProgram(String name) throws IOException {
    Files.writeString(sandbox.resolve(name), "input");
    program("cat " + name + " >read");
    Files.deleteIfExists(notes.resolve("dump"));
    endsWithTheAnswer(start(SHARED, "--every", "600"));

    assertThat(sandbox.resolve("read")).hasContent("input");
    assertThat(sandbox.resolve(name)).hasContent("input");
  }

  /** What the program wrote after the checkpoint stays there, and the program writes it again. */
  @Test
  void aFileOutsideThatIsWrittenToIsReported() throws IOException {
    dumps("");
    program("exec 7>>\"$NOTES/outside\"");
    var result = startAndCheckpoint();

    assertThat(result.exit()).isEqualTo(85);
    assertThat(result.stderr())
        .contains("the checkpoint does not contain " + notes.resolve("outside"));
  }

  /** A restored program would find no process at the other end. */
  @Test
  void aPipeToAProcessOutsideIsRefused() throws IOException {
    dumps("");
    program("[ -e \"$NOTES/pipe\" ] || mkfifo \"$NOTES/pipe\"; exec 7<>\"$NOTES/pipe\"");
    var result = start("--every", "0.2");

    endsWithTheAnswer(result);
    assertThat(result.stderr())
        .contains("no checkpoint: process ", "uses the pipe " + notes.resolve("pipe"));
  }

  /** A zombie keeps its PID, which the next start needs. */
  @Test
  void nothingIsLeftToBeReaped() throws IOException {
    dumps("");
    program("(sleep 60 & sleep 60) &");
    var left = notes.resolve("left");
    var argv =
        List.of(
            "python3",
            "-c",
            """
            import ctypes, os, subprocess, sys
            ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
            code = subprocess.call(sys.argv[2:])
            try:
                while True:
                    print(os.waitpid(-1, os.WNOHANG), file=open(sys.argv[1], "a"))
                    break
            except ChildProcessError:
                pass
            sys.exit(code)
            """,
            left.toString());
    assertThat(start(argv, Map.of(), "--every", "0").exit()).isEqualTo(85);

    assertThat(left).doesNotExist();
  }

  /** The wrapper is one file that is copied alone, and the suite reads the list of its own. */
  @Test
  void harmlessLinesAreThoseOfTheSuite() {
    var argv =
        List.of(
            "python3",
            "-c",
            """
            import importlib.machinery, importlib.util
            loader = importlib.machinery.SourceFileLoader("criu_job", "contrib/htcondor/criu-job")
            module = importlib.util.module_from_spec(importlib.util.spec_from_loader("criu_job", loader))
            loader.exec_module(module)
            print(*module.HARMLESS, sep="\\n")
            """);
    var env = Map.of("PYTHONDONTWRITEBYTECODE", "1");
    var printed = LocalCommand.run(Duration.ofSeconds(20), env, Path.of("").toAbsolutePath(), argv);

    assertThat(printed.stdout().lines().toList())
        .as(printed.stderr())
        .containsExactlyElementsOf(
            CsvData.read("/org/criumatrix/criu/harmless.csv").stream()
                .map(r -> r.get("message"))
                .toList());
  }
}
