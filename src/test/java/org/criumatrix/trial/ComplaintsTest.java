package org.criumatrix.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.criumatrix.host.HostProcess;
import org.criumatrix.program.FileContent;
import org.criumatrix.program.Program;
import org.criumatrix.program.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program of which nothing can be said gets a reason and a remedy. */
class ComplaintsTest {

  private static RunResult ends(int exit, String out, String err) {
    return new RunResult(
        OptionalInt.of(exit),
        out.lines().toList(),
        err.lines().toList(),
        List.of(),
        new TreeMap<>());
  }

  private static RunResult writes(String... files) {
    var all = new TreeMap<String, FileContent>();
    List.of(files).forEach(f -> all.put(f, FileContent.REMOVED));
    return new RunResult(OptionalInt.of(0), List.of(), List.of(), List.of(), all);
  }

  private static void refuses(Program program, RunResult result, String reason, String remedy) {
    assertThatExceptionOfType(TrialException.class)
        .isThrownBy(() -> Complaints.requireUsualEnd(program, result))
        .withMessageStartingWith(reason)
        .withMessageContaining("\nremedy: " + remedy);
  }

  private static void accepts(Program program, RunResult result) {
    assertThatCode(() -> Complaints.requireUsualEnd(program, result)).doesNotThrowAnyException();
  }

  @Test
  void aTimeLimitOfItsOwnEndsNoUsualRun() {
    refuses(
        Trials.program(),
        ends(124, "", ""),
        "it is ended by its own time limit, exit code 124",
        "try the program without its limit");
    accepts(Trials.stoppedBy(15), ends(124, "", ""));
  }

  @ParameterizedTest
  @CsvSource({"137, 9", "139, 11", "143, 15"})
  void aSignalEndsNoUsualRun(int exit, int signal) {
    refuses(
        Trials.program(),
        ends(exit, "", ""),
        "an uninterrupted run is ended by signal %d: ".formatted(signal),
        "a program that comes to its end");
    accepts(Trials.stoppedBy(15), ends(exit, "", ""));
  }

  /** The kernel has 64 signals; many programs end with 255 after an error. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 200, 255})
  void anExitCodeIsNoSignal(int exit) {
    accepts(Trials.program(), ends(exit, "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the input device is not a TTY",
        "stty: standard input: Inappropriate ioctl for device",
        "Error opening terminal: unknown.",
        "TERM environment variable not set.",
        "top: a terminal is required",
      })
  void aMissingTerminalIsNamed(String error) {
    var remedy = "--terminal gives it one";

    refuses(
        Trials.program(), ends(1, "", "some\n" + error), "it needs a terminal: " + error, remedy);
    refuses(Trials.program(), ends(1, error, ""), "it needs a terminal: " + error, remedy);
    accepts(Trials.onTerminal(), ends(1, "", error));
    accepts(Trials.program(), ends(0, "", error));
  }

  @Test
  void anExitCodeIsNotedWithTheLastLine() {
    assertThat(Complaints.end(ends(3, "out", "first\n last ")))
        .contains("an uninterrupted run ends with exit code 3: last");
    assertThat(Complaints.end(ends(3, "out", "")))
        .contains("an uninterrupted run ends with exit code 3: out");
    assertThat(Complaints.end(ends(3, "", "")))
        .contains("an uninterrupted run ends with exit code 3");
    assertThat(Complaints.end(ends(0, "", "error"))).isEqualTo(Optional.empty());
  }

  @Test
  void filesOutsideAreThoseThatARestoreElsewhereLacks() {
    assertThat(
            Complaints.outside(
                writes("out.dat", "sub/tmp/a", "/tmp/a", "/var/tmp/b", "/var/lib/c", "/tmpfile")))
        .containsExactly("/tmpfile", "/var/lib/c");
  }

  @Test
  void aProgramThatForksAwayIsNamed() {
    assertThat(Complaints.forksAway(new HostProcess(42, 1, 42, 42, 'S', "daemon")))
        .startsWith("it forks away: its first process has ended, and process 42 (daemon) still")
        .contains("\nremedy: start it in the foreground");
  }
}
