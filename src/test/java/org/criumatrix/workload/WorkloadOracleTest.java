package org.criumatrix.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Workloads notice when what they rely on changes: their state is spoiled from outside while they
 * run (native/tools/spoil.c), as a faulty restore might, and each must complain.
 */
@Timeout(30)
class WorkloadOracleTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** A descriptor, by what it is open on: {@code {input.dat#1}} is the second of several. */
  private static final Pattern DESCRIPTOR = Pattern.compile("\\{(.+?)(?:#(\\d+))?\\}");

  private static Path programs;

  @TempDir Path folder;
  private final List<CompletableFuture<LocalCommand.Result>> started = new ArrayList<>();

  /** A running workload, which ends with the test. */
  private record Running(long pid, CompletableFuture<?> end) {}

  @BeforeAll
  static void build() {
    assumeTrue(
        System.getProperty("os.arch").equals("amd64"), "native/tools/spoil.c is for x86-64 alone");
    programs =
        NativeBuild.with(
            "tools/spoil",
            "append-records",
            "deleted-file",
            "events",
            "locked-file",
            "pipe",
            "read-write",
            "threads",
            "tree");
  }

  @AfterEach
  void end() {
    started.forEach(CompletableFuture::join);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        // fcntl(F_SETFL), lseek
        "append-records  | call 72 {records.log} 4 0     | records.log: O_APPEND changed",
        "append-records  | call 8 {offset.log} 38 1      | offset.log: offset: expected",
        // write and read of an eventfd, read of a socket and a signalfd, timerfd_settime
        "events          | call 1 {[eventfd]} =5 8       | the counter: expected 60, was 65",
        "events          | call 0 {[eventfd]} =0 8       | the counter is not told",
        "events          | call 0 {socket:} =0 8         | is wrong",
        "events          | call 0 {[signalfd]} =0 128    | the nested epoll instance is not told",
        "events          | call 286 {[timerfd]#1} 0 =0 0 | the far timer is not armed any more",
        "events          | call 286 {[timerfd]} 0 =0 0   | the periodic timer's interval",
        // flock(LOCK_UN), close
        "locked-file     | call 73 {flock.lock} 8        | flock.lock: expected locked, was free",
        "locked-file --ofd | call 3 {ofd.lock}           | ofd.lock: expected locked, was free",
        // write and read of a pipe
        "pipe            | call 1 {pipe:#2} =0 8         | pipe 2: number",
        "pipe            | call 0 {pipe:#1} =0 8         | is wrong",
        // fcntl(F_SETFL and F_SETFD), dup2, lseek
        "read-write      | call 72 {input.dat} 4 2048    | O_NONBLOCK appeared",
        "read-write      | call 72 {input.dat#2} 4 0     | O_NONBLOCK is lost",
        "read-write      | call 72 {input.dat} 2 1       | O_CLOEXEC appeared",
        "read-write      | call 72 {input.dat#2} 2 0     | O_CLOEXEC is lost",
        "read-write      | call 33 {input.dat#2} {input.dat#1} | read at the wrong offset",
        "read-write      | call 8 {output.dat} 8 1       | the output's offset is wrong",
        // getpid, getppid, getpgrp, getsid
        "tree            | result 39 1                   | root 0: pid: expected",
        "tree            | result 110 1                  | root 0: parent: expected",
        "tree            | result 111 1                  | root 0: group: expected",
        "tree            | result 124 1                  | root 0: session: expected",
      })
  void noticesChangedState(String workload, String spoiling, String complaint) {
    var subject = start(workload);
    spoil(subject.pid(), subject.pid(), spoiling);
    assertThat(finish(subject)).contains("check failed: ").contains(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // gettid, prctl(PR_SET_NAME)
        "result 186 1    | thread 0: tid: expected",
        "call 157 15 =88 | thread 0: name: expected worker-0, was X",
      })
  void noticesAChangedThread(String spoiling, String complaint) throws IOException {
    var subject = start("threads");
    spoil(subject.pid(), thread(subject.pid(), "worker-0"), spoiling);
    assertThat(finish(subject)).contains("check failed: ").contains(complaint);
  }

  @Test
  void noticesALostRecordLock() throws IOException {
    var subject = start("locked-file");
    // Closing any descriptor of a file gives the process's record locks on it up
    // (fcntl_locking(2)).
    var duplicate = spoil(subject.pid(), subject.pid(), "call 32 {posix.lock}");
    spoil(subject.pid(), subject.pid(), "call 3 " + duplicate);
    assertThat(finish(subject)).contains("check failed: posix.lock: expected locked, was free");
  }

  @Test
  void noticesALostName() throws IOException {
    var subject = start("deleted-file --hard-link");
    Files.delete(folder.resolve("other-name"));
    assertThat(finish(subject)).contains("check failed: names: expected 1, was 0");
  }

  @Test
  void noticesADeletedNameThatIsBack() throws IOException {
    var subject = start("deleted-file");
    Files.createFile(folder.resolve("deleted"));
    assertThat(finish(subject)).contains("check failed: the deleted name is back");
  }

  @Test
  void noticesNothingWhereNothingWasChanged() {
    var subject = start("events");
    spoil(subject.pid(), subject.pid(), "call 39");
    assertThat(finish(subject)).doesNotContain("check failed").contains("end ");
  }

  @Test
  void hasAnotherNonceInEachRun() throws Exception {
    var first = finish(start("pipe"));
    Files.delete(folder.resolve("stderr"));
    var second = finish(start("pipe"));
    assertThat(first.lines().toList())
        .hasSize(2)
        .doesNotContainAnyElementsOf(second.lines().toList());
  }

  private Running start(String workload) {
    var argv = new ArrayList<>(List.of(workload.split(" ")));
    argv.set(0, programs.resolve(argv.get(0)).toString());
    argv.addAll(List.of("--count", "20000"));
    var end = background("exec \"$@\" </dev/null >stdout 2>stderr", argv);
    await("ready", () -> text("stderr").contains("ready ") && text("stdout").contains("step 1 "));
    return new Running(Long.parseLong(text("stderr").split(" ")[1]), end);
  }

  private CompletableFuture<?> background(String script, List<String> argv) {
    var words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    words.addAll(argv);
    var running =
        CompletableFuture.supplyAsync(() -> LocalCommand.run(LIMIT, Map.of(), folder, words));
    started.add(running);
    return running;
  }

  /** Its error output. */
  private String finish(Running subject) {
    LocalCommand.run(LIMIT, Map.of(), List.of("kill", "-USR1", String.valueOf(subject.pid())));
    subject.end().join();
    return text("stderr");
  }

  /**
   * @param task the thread that is made to do it
   * @return what the call returned, or that there will be others
   */
  private String spoil(long pid, long task, String spoiling) {
    var argv = new ArrayList<>(List.of(programs.resolve("tools/spoil").toString()));
    argv.add(String.valueOf(task));
    for (var word : spoiling.split(" ")) {
      argv.add(DESCRIPTOR.matcher(word).replaceAll(m -> descriptor(pid, m.group(1), m.group(2))));
    }
    var file = "spoiled-" + started.size();
    background("exec \"$@\" >" + file + " 2>&1", argv);
    await("spoiled", () -> text(file).contains("\n"));
    var result = text(file).lines().findFirst().orElseThrow();
    assumeTrue(
        !result.contains("PTRACE_SEIZE: Operation not permitted"),
        "this account may not trace its own processes (kernel.yama.ptrace_scope)");
    assertThat(result).as(spoiling).doesNotStartWith("spoil:");
    return result;
  }

  private static String descriptor(long pid, String target, String index) {
    try (var all = Files.list(Path.of("/proc/%d/fd".formatted(pid)))) {
      return all.filter(d -> link(d).contains(target))
          .map(d -> Integer.parseInt(d.getFileName().toString()))
          .sorted()
          .skip(index == null ? 0 : Long.parseLong(index))
          .findFirst()
          .orElseThrow(() -> new AssertionError("it has no descriptor of " + target))
          .toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String link(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long thread(long pid, String name) throws IOException {
    try (var all = Files.list(Path.of("/proc/%d/task".formatted(pid)))) {
      return all.filter(t -> read(t.resolve("comm")).strip().equals(name))
          .mapToLong(t -> Long.parseLong(t.getFileName().toString()))
          .findFirst()
          .orElseThrow();
    }
  }

  private String text(String file) {
    return read(folder.resolve(file));
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void await(String what, BooleanSupplier wanted) {
    for (var end = System.nanoTime() + LIMIT.toNanos(); !wanted.getAsBoolean(); ) {
      assertThat(System.nanoTime()).as("it is " + what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
