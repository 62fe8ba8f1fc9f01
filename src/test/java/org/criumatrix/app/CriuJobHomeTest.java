package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalCommand.Result;
import org.criumatrix.host.LocalHosts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * contrib/htcondor: the program's output is copied to the job's home, and nothing else changes
 * there.
 */
class CriuJobHomeTest extends PlayedJob {

  /** Mounts a file system of 64 KiB on the job's folder, with the folder's content. */
  private static final String SMALL =
      """
      cp -a . "$NOTES/before"
      mount -t tmpfs -o size=64k small "$PWD" && cd "$PWD" && cp -a "$NOTES/before/." .
      "$@"
      code=$?
      cp -a . "$NOTES/after"
      exit $code
      """;

  private void program(String writes) throws IOException {
    executable(sandbox.resolve("program"), PROGRAM.replace("stop=", writes + "\nstop="));
  }

  private Result startShared(String... options) throws IOException {
    Files.deleteIfExists(notes.resolve("dump"));
    return start(SHARED, options);
  }

  private static void assumeRoot() {
    assumeTrue(LocalHosts.isRoot(), "only root can be an ordinary account too");
  }

  /** Git's objects are read-only, and so may be any input. */
  @Test
  void aGitCheckoutIsAJobsFolderLikeAnyOther() throws IOException {
    assumeRoot();
    var object = Files.createDirectories(sandbox.resolve(".git/objects/ab")).resolve("cdef");
    Files.writeString(object, "object");
    Files.setPosixFilePermissions(object, PosixFilePermissions.fromString("r--r--r--"));
    program("echo result >zz");
    var result = start(asAnOrdinaryAccount(), Map.of(), "--every", "600");

    endsWithTheAnswer(result);
    assertThat(sandbox.resolve("zz")).hasContent("result\n");
    assertThat(object).hasContent("object");
  }

  /** Errors are collected, and the remaining files are copied. */
  @Test
  void whatFitsComesHomeAndTheRestIsKept() throws IOException {
    assumeRoot();
    program("head -c 300000 /dev/zero >a-large; echo result >zz");
    var result =
        start(
            List.of("unshare", "-m", "sh", "-c", SMALL, "small"),
            Map.of("_CONDOR_SCRATCH_DIR", ""),
            "--every",
            "600");

    assertThat(result.exit()).as(result.stderr()).isEqualTo(86);
    assertThat(result.stdout()).isEqualTo(answer());
    assertThat(result.stderr())
        .contains("not brought home: ", "a-large", "No space left on device", "they are in ");
    assertThat(notes.resolve("after/zz")).hasContent("result\n");
    assertThat(notes.resolve("after/a-large")).doesNotExist();
    assertThat(folder.resolve("place/work/a-large")).hasSize(300000);
  }

  /** If nothing can record that the output was written, another node would write it again. */
  @Test
  void outputIsThereOnceAlthoughTheFolderWasReadOnlyAndTheNodeIsLost() throws IOException {
    assumeRoot();
    var readOnly =
        "mount --bind . . && mount -o remount,bind,ro . && cd \"$PWD\" && \"$@\" >>\"$NOTES/log\"";
    var way = List.of("unshare", "-m", "sh", "-c", readOnly, "sh");
    var first = start(way, SHARED, "--every", "600");
    assertThat(first.exit()).as(first.stderr()).isEqualTo(86);
    assertThat(first.stderr()).contains("not brought home: stdout: ");
    assertThat(folder.resolve("place/stdout")).hasContent(answer());
    var place = folder.resolve("place").toString();
    LocalCommand.run(Duration.ofSeconds(20), Map.of(), List.of("rm", "-r", place));
    var later = List.of("sh", "-c", "\"$@\" >>\"$NOTES/log\"", "sh");
    var second = start(later, SHARED, "--every", "600");

    assertThat(second.exit()).as(second.stderr()).isZero();
    assertThat(notes.resolve("log")).hasContent(answer());
  }

  @Test
  void aFileWhoseNameIsAFolderByNowGetsAnother() throws IOException {
    program("mkdir -p \"$FOLDER/results\"; echo result >results");
    var more = Map.of("_CONDOR_SCRATCH_DIR", "", "FOLDER", sandbox.toString());
    var result = start(more, "--every", "600");

    endsWithTheAnswer(result);
    assertThat(sandbox.resolve("results")).isEmptyDirectory();
    assertThat(sandbox.resolve("results.criu-job-1")).hasContent("result\n");
  }

  /** The next start on the node copies what the last one could not, and repeats nothing. */
  @Test
  void aStartThatCouldNotWriteIsFollowedByOneThatCan() throws IOException {
    assumeRoot();
    program("head -c 300000 /dev/zero >a-large; echo result >zz");
    var small = List.of("unshare", "-m", "sh", "-c", SMALL, "small");
    assertThat(start(small, SHARED, "--every", "600").exit()).isEqualTo(86);
    var second = startShared("--every", "600");

    endsWithTheAnswer(second);
    assertThat(second.stderr()).contains("the program has ended in an earlier start");
    assertThat(startsOfTheProgram()).hasSize(1);
    assertThat(sandbox.resolve("a-large")).hasSize(300000);
    assertThat(sandbox.resolve("zz")).hasContent("result\n");
  }

  /**
   * The program's folder is lost with the node. Before the first rename, the home has no results
   * and the program begins anew. After it, the results are complete in the job's folder.
   */
  @ParameterizedTest
  @CsvSource({"os.replace:5, 2", "os.replace:8, 1"})
  void aKillBetweenTwoFilesLeavesAllOrNone(String step, int starts) throws IOException {
    program("echo result >b");
    var killed = start(Map.of("_CONDOR_SCRATCH_DIR", "", "KILL_AT", step), "--every", "600");
    assertThat(killed.exit()).as(killed.stderr()).isNotZero();
    assertThat(sandbox.resolve("out")).doesNotExist();
    var place = folder.resolve("place").toString();
    LocalCommand.run(Duration.ofSeconds(20), Map.of(), List.of("rm", "-r", place));

    endsWithTheAnswer(startShared("--every", "600"));
    assertThat(startsOfTheProgram()).hasSize(starts);
    assertThat(sandbox.resolve("b")).hasContent("result\n");
    assertThat(sandbox.resolve("criu-job-1-home")).doesNotExist();
    assertThat(sandbox.resolve("criu-job-1.home")).doesNotExist();
  }

  @Test
  void aFileThatItsOwnerMayNotReadComesHomeToo() throws IOException {
    assumeRoot();
    program("echo secret >a.key; chmod 000 a.key; echo result >z.res");
    var result = start(asAnOrdinaryAccount(), Map.of(), "--every", "600");

    endsWithTheAnswer(result);
    assertThat(sandbox.resolve("z.res")).hasContent("result\n");
    assertThat(Files.getPosixFilePermissions(sandbox.resolve("a.key"))).isEmpty();
  }

  /** Such a file is in the checkpoint, and keeps its permissions. */
  @Test
  void aFileThatItsOwnerMayNotReadIsInTheCheckpoint() throws IOException {
    assumeRoot();
    dumps("");
    program("[ $step != 0 ] || { echo secret >a.key; chmod 000 a.key; }");
    var ordinary = asAnOrdinaryAccount();
    var first = start(ordinary, Map.of(), "--every", "0");
    assertThat(first.exit()).as(first.stderr()).isEqualTo(85);
    Files.delete(notes.resolve("dump"));

    endsWithTheAnswer(start(ordinary, Map.of(), "--every", "600"));
    assertThat(Files.getPosixFilePermissions(sandbox.resolve("a.key"))).isEmpty();
    assertThat(sandbox.resolve("a.key")).hasContent("secret\n");
  }

  /**
   * A file that cannot be removed at once does not change the exit code, and does not disturb the
   * next start.
   */
  @ParameterizedTest
  @CsvSource({"0, 85", "600, 0"})
  void aFolderThatNothingCanBeRemovedFromIsRemoved(String every, int code) throws IOException {
    assumeRoot();
    dumps(code == 85 ? new String[] {""} : new String[] {});
    program("[ -e ro ] || { mkdir ro; touch ro/f; chmod 555 ro; }");
    var result = start(asAnOrdinaryAccount(), Map.of(), "--every", every);

    assertThat(result.exit()).as(result.stderr()).isEqualTo(code);
    assertThat(folder.resolve("place")).doesNotExist();
  }

  /** Another job in the same folder wrote it in the meantime. */
  @Test
  void whatTheProgramLeftAloneIsNotWrittenAgainInFoldersEither() throws IOException {
    var results = Files.createDirectories(sandbox.resolve("results"));
    Files.writeString(results.resolve("b.dat"), "old");
    program("echo mine >results/a.dat; echo newer >\"$FOLDER/results/b.dat\"");
    var result =
        start(Map.of("_CONDOR_SCRATCH_DIR", "", "FOLDER", sandbox.toString()), "--every", "600");

    endsWithTheAnswer(result);
    assertThat(results.resolve("a.dat")).hasContent("mine\n");
    assertThat(results.resolve("b.dat")).hasContent("newer\n");
  }

  /** Both wrote to it: neither version is lost. */
  @Test
  void whatAnotherWroteToMeanwhileIsNotOverwritten() throws IOException {
    Files.writeString(sandbox.resolve("data"), "old");
    program("echo mine >data; echo newer >\"$FOLDER/data\"");
    var result =
        start(Map.of("_CONDOR_SCRATCH_DIR", "", "FOLDER", sandbox.toString()), "--every", "600");

    endsWithTheAnswer(result);
    assertThat(sandbox.resolve("data")).hasContent("newer\n");
    assertThat(sandbox.resolve("data.criu-job-1")).hasContent("mine\n");
    assertThat(result.stderr()).contains("another one wrote to it meanwhile");
  }

  /** A file that is written while the folder is copied is newer than its copy. */
  @Test
  void whatAnotherWroteWhileItWasCopiedIsNotOverwritten() throws IOException {
    Files.writeString(sandbox.resolve("data"), "old");
    program("echo mine >data");
    var patch =
        """
        replace = os.replace
        def replacing(source, target):
            replace(source, target)
            if target.endswith("/work/data") and "/place/" in target:
                with open(os.environ["FOLDER"] + "/data", "w") as file:
                    file.write("newer")
        os.replace = replacing
        """;
    var more = shared("PATCH", patch, "FOLDER", sandbox.toString());
    endsWithTheAnswer(start(more, "--every", "600"));

    assertThat(sandbox.resolve("data")).hasContent("newer");
    assertThat(sandbox.resolve("data.criu-job-1")).hasContent("mine\n");
  }

  /** Another job in the folder begins its log anew. */
  @Test
  void anInputThatBecomesShorterWhileItIsCopiedIsCopiedAgain() throws IOException {
    Files.writeString(sandbox.resolve("data"), "a long text");
    program("cat data >read");
    var patch =
        """
        copy_range = os.copy_file_range
        def shortening(source, *more):
            name = os.readlink("/proc/self/fd/%d" % source)
            if name.endswith("/data") and os.fstat(source).st_size > 5:
                os.truncate(name, 5)
            return copy_range(source, *more)
        os.copy_file_range = shortening
        """;
    endsWithTheAnswer(start(shared("PATCH", patch), "--every", "600"));

    assertThat(sandbox.resolve("read")).hasContent("a lon");
  }

  /** The program could not read it either. */
  @Test
  void anInputThatTheJobMayNotReadIsReported() throws IOException {
    assumeRoot();
    var ordinary = asAnOrdinaryAccount();
    var input = Files.writeString(sandbox.resolve("others"), "x");
    Files.setPosixFilePermissions(input, PosixFilePermissions.fromString("rw-------"));
    var result = start(ordinary, SHARED, "--every", "600");

    endsWithTheAnswer(result);
    assertThat(result.stderr()).contains("the job may not read it: others\n");
  }

  /** Started by hand, all jobs of an account have the same number and the same place. */
  @Test
  void anotherCommandDoesNotRemoveResultsThatAreNotAtHome() throws IOException {
    assumeRoot();
    program("head -c 300000 /dev/zero >a-large");
    var small = List.of("unshare", "-m", "sh", "-c", SMALL, "small");
    var byHand = shared("SLURM_JOB_ID", "");
    assertThat(start(small, byHand, "--every", "600").exit()).isEqualTo(86);
    Files.copy(sandbox.resolve("program"), sandbox.resolve("another"));
    var other = startProgram(List.of(), byHand, CHECKPOINT, "./another", "--every", "600");

    assertThat(other.exit()).as(other.stderr()).isEqualTo(2);
    assertThat(other.stderr()).contains("has the results of another command, ./program");
    assertThat(folder.resolve("place/work/a-large")).hasSize(300000);
    assertThat(start(byHand, "--every", "600").exit()).isZero();
    assertThat(sandbox.resolve("a-large")).hasSize(300000);
    assertThat(startsOfTheProgram()).hasSize(1);
  }

  /** After an unexpected error, files that are not home yet must still be copied. */
  @Test
  void anErrorOfItsOwnKeepsTheResults() throws IOException {
    program("echo result >zz");
    var result = start(shared("PATCH", "os.walk = None"), "--every", "600");

    assertThat(result.exit()).as(result.stderr()).isEqualTo(86);
    assertThat(folder.resolve("place/work/zz")).hasContent("result\n");
    endsWithTheAnswer(startShared("--every", "600"));
    assertThat(sandbox.resolve("zz")).hasContent("result\n");
    assertThat(startsOfTheProgram()).hasSize(1);
  }

  /** Covers {@code criu-job ... | tee log}. */
  @Test
  void standardOutputMayBeAPipe() throws IOException {
    dumps("");
    var tee = "set -o pipefail; \"$@\" | tee -a \"$NOTES/log\"";
    var way = List.of("bash", "-c", tee, "tee");
    assertThat(start(way, Map.of(), "--every", "0").exit()).isEqualTo(85);
    assertThat(notes.resolve("log")).isEmptyFile();
    Files.delete(notes.resolve("dump"));

    endsWithTheAnswer(start(way, Map.of(), "--every", "600"));
    assertThat(notes.resolve("log")).hasContent(answer());
  }

  /** A reader that shares the pipe may have made it non-blocking. */
  @Test
  void aPipeThatIsFullIsWaitedFor() throws IOException {
    program("head -c 300000 /dev/zero | tr '\\0' x");
    var slow =
        """
        import os, subprocess, sys, time
        read, write = os.pipe()
        os.set_blocking(write, False)
        job = subprocess.Popen(sys.argv[1:], stdout=write)
        os.close(write)
        time.sleep(2)
        with open(read) as pipe:
            sys.stdout.write(pipe.read())
        sys.exit(job.wait())
        """;
    Files.deleteIfExists(notes.resolve("dump"));
    var result = start(List.of("python3", "-c", slow), Map.of(), "--every", "600");

    assertThat(result.exit()).as(result.stderr()).isZero();
    assertThat(result.stdout()).isEqualTo("x".repeat(300000) + answer());
  }

  @Test
  void aChangeThatHidesComesHome() throws IOException {
    var data = Files.writeString(sandbox.resolve("data"), "old");
    Files.setLastModifiedTime(data, FileTime.fromMillis(1_000_000));
    program("touch -r data stamp; echo -n new >data; touch -r stamp data");
    endsWithTheAnswer(startShared("--every", "600"));

    assertThat(data).hasContent("new");
  }

  @Test
  void aChangeThatHidesComesHomeAfterACheckpoint() throws IOException {
    dumps("");
    var data = Files.writeString(sandbox.resolve("data"), "old");
    Files.writeString(sandbox.resolve("untouched"), "old");
    Files.setLastModifiedTime(data, FileTime.fromMillis(1_000_000));
    program("[ $step != 0 ] || { touch -r data stamp; echo -n new >data; touch -r stamp data; }");
    assertThat(start(SHARED, "--every", "0").exit()).isEqualTo(85);
    Files.writeString(sandbox.resolve("untouched"), "newer");
    endsWithTheAnswer(startShared("--every", "600"));

    assertThat(data).hasContent("new");
    assertThat(sandbox.resolve("untouched")).hasContent("newer");
  }

  /** The copy of such a link would point elsewhere. */
  @Test
  void aLinkThatLeadsOutOfTheFolderLeadsThereFromItsCopy() throws IOException {
    var shared = Files.createDirectories(sandbox.resolveSibling("shared"));
    Files.writeString(shared.resolve("input"), "42");
    var link = Files.createSymbolicLink(sandbox.resolve("data"), Path.of("../shared"));
    program("cat data/input >result");
    endsWithTheAnswer(startAndFinish());

    assertThat(sandbox.resolve("result")).hasContent("42");
    assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("../shared"));
    assertThat(Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }
}
