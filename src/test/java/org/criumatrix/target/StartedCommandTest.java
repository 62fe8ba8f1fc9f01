package org.criumatrix.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.target.Refused.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.criumatrix.host.Await;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.target.TargetException.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are started to be judged, as real processes. */
@Timeout(90)
class StartedCommandTest {

  private static final Duration AFTER = Duration.ofMillis(300);
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  /** A time that no other process sleeps for. */
  private static final String MARK = "98" + ProcessHandle.current().pid();

  @TempDir Path folder;

  private static StartedCommand start(String... argv) {
    return StartedCommand.start(List.of(argv), Optional.empty(), AFTER);
  }

  private static long sleepers() {
    return ProcessHandle.allProcesses()
        .flatMap(p -> new Proc(Path.of("/proc")).commandLine(p.pid()).stream())
        .filter(words -> words.size() == 2 && words.get(1).equals(MARK))
        .count();
  }

  private static Await.Look<Long, RuntimeException> look() {
    return StartedCommandTest::sleepers;
  }

  @Test
  void runsInASessionOfItsOwnWithNothingOfTheCallers() throws Exception {
    try (var command = start("sleep", MARK)) {
      var proc = new Proc(Path.of("/proc"));
      assertThat(proc.stat(command.pid()).orElseThrow().session()).isEqualTo(command.pid());
      assertThat(descriptors(command.pid()))
          .isEqualTo(
              Map.of(
                  "0", "/dev/null",
                  "1", command.output().toString(),
                  "2", command.output().toString()));
      assertThat(command.target().pid()).isEqualTo(command.pid());
      assertThat(command.target().runtime()).isEqualTo("none");
      assertThat(command.target().description())
          .isEqualTo("process %d (sleep %s)".formatted(command.pid(), MARK));
    }
    assertThat(sleepers()).isZero();
  }

  private static Map<String, String> descriptors(long pid) throws Exception {
    try (var files = Files.list(Path.of("/proc/%d/fd".formatted(pid)))) {
      return files.collect(
          Collectors.toMap(
              f -> f.getFileName().toString(),
              f -> {
                try {
                  return Files.readSymbolicLink(f).toString();
                } catch (IOException e) {
                  return e.toString();
                }
              }));
    }
  }

  @Test
  void theOutputIsKeptWhereTheCallerWantsIt() throws Exception {
    var file = folder.resolve("out");
    var argv = List.of("sh", "-c", "echo '$HOME'; echo err >&2; exec sleep " + MARK);
    Path temporary;
    try (var command = StartedCommand.start(argv, Optional.of(file), AFTER)) {
      assertThat(command.output()).hasContent("$HOME\nerr");
    }
    assertThat(file).exists();
    try (var command = start("sleep", MARK)) {
      temporary = command.output();
      assertThat(temporary).exists();
    }
    assertThat(temporary).doesNotExist();
  }

  @Test
  void argumentsAreNotReadByAShell() {
    var file = folder.resolve("file with $(id) 'quotes'");
    try (var command =
        start("sh", "-c", "echo ok >\"$1\"; exec sleep " + MARK, "sh", file.toString())) {
      assertThat(file).hasContent("ok");
      assertThat(command.pid()).isPositive();
    }
  }

  @Test
  void whatEndsBeforeItIsJudgedIsAnError() {
    assertThat(refused(Answer.NO_PROCESS, () -> start("sh", "-c", "echo one; echo no >&2; exit 3")))
        .matches(
            "(?s)sh -c 'echo one; echo no >&2; exit 3' ended after 0\\.\\d s with exit 3\\. .* Its last output:\none\nno");
    assertThat(refused(Answer.NO_PROCESS, () -> start("sh", "-c", "kill -SEGV $$")))
        .contains(" with signal 11. ");
  }

  @Test
  void whatCannotBeStartedIsAnError() {
    assertThat(refused(Answer.NO_PROCESS, () -> start("no-such-program-at-all")))
        .isEqualTo("there is no program no-such-program-at-all on PATH");
    assertThat(refused(Answer.NO_PROCESS, () -> start(folder.toString())))
        .isEqualTo("there is no program " + folder);
    assertThat(refused(Answer.NO_PROCESS, () -> start())).startsWith("give a command after --");
  }

  @Test
  void everythingThatItStartedEndsWithIt() {
    var script =
        "sleep $0 & setsid sleep $0 & (setsid sleep $0 &) ; (env -i /bin/sleep $0 &) ;"
            + " trap '' TERM; sleep $0; sleep $0";
    try (var command = start("sh", "-c", script, MARK)) {
      var all = Await.until("all of them", LIMIT, POLL_INTERVAL, look(), n -> n == 5);
      assertThat(all.met()).as(all.describe()).isTrue();
      assertThat(command.pid()).isPositive();
    }
    assertThat(sleepers()).isZero();
  }

  @Test
  void whatACommandThatEndedLeftBehindEndsToo() {
    refused(
        Answer.NO_PROCESS, () -> start("sh", "-c", "sleep $0 & setsid sleep $0 & exit 0", MARK));

    assertThat(sleepers()).isZero();
  }

  @Test
  void nothingElseEnds() {
    try (var other = start("sleep", MARK)) {
      start("sleep", MARK).close();

      assertThat(sleepers()).isEqualTo(1);
      assertThat(ProcessHandle.of(other.pid()).orElseThrow().isAlive()).isTrue();
    }
  }

  /** A JVM of its own interrupts itself, as Ctrl-C would. */
  @Test
  void anInterruptEndsItToo() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var path = System.getProperty("java.class.path");
    var main = Interrupted.class.getName();
    // Where Maven runs in the background, interrupts are ignored.
    var argv = List.of("env", "--default-signal=INT", java, "-cp", path, main, MARK);
    var result = LocalCommand.run(LIMIT, Map.of(), argv);

    assertThat(result.stdout()).as(result.stderr()).isEqualTo("1 runs\n");
    assertThat(result.exit()).isEqualTo(130);
    assertThat(sleepers()).isZero();
  }

  /** Starts a command, interrupts itself and would wait. */
  static final class Interrupted {

    private Interrupted() {}

    public static void main(String[] args) {
      var argv = List.of("sleep", args[0]);
      try (var command = StartedCommand.start(argv, Optional.empty(), AFTER)) {
        System.out.println(ProcessHandle.of(command.pid()).stream().count() + " runs");
        var self = String.valueOf(ProcessHandle.current().pid());
        LocalCommand.run(LIMIT, Map.of(), List.of("sh", "-c", "kill -INT \"$0\"", self));
        Await.until("the end", LIMIT, POLL_INTERVAL, () -> false, seen -> seen);
      }
    }
  }
}
