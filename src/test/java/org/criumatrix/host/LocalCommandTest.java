package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class LocalCommandTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void keepsTheStreamsAndTheExitCodeApart() {
    var result = run(LIMIT, "echo out; echo err >&2; exit 3");

    assertThat(result).isEqualTo(new LocalCommand.Result(3, "out\n", "err\n"));
    assertThat(result.succeeded()).isFalse();
  }

  @Test
  void speaksEnglishAndTakesAnEnvironmentAndAFolder(@TempDir Path folder) {
    var argv = List.of("sh", "-c", "echo $LC_ALL $WORD; pwd -P");

    assertThat(LocalCommand.run(LIMIT, Map.of("WORD", "hello"), folder, argv).stdout())
        .isEqualTo("C.UTF-8 hello%n%s%n".formatted(folder));
  }

  @Test
  void givesNoInputToReadFrom() {
    assertThat(run(LIMIT, "cat; echo done").stdout()).isEqualTo("done\n");
  }

  @Test
  void killsTheGrandchildrenWhenTheTimeIsOver() {
    var marker = "7" + ProcessHandle.current().pid();

    assertThatExceptionOfType(LocalCommand.TimedOut.class)
        .isThrownBy(
            () -> run(Duration.ofMillis(300), "sh -c 'sleep %s & wait' & wait".formatted(marker)))
        .withMessageStartingWith("still running after 0.3 s, killed: sh -c");

    assertThat(endsSoon("sleep " + marker)).isTrue();
  }

  /** A signal that was sent takes a moment to act. */
  private static boolean endsSoon(String commandLine) {
    var end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (isRunning(commandLine) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return !isRunning(commandLine);
  }

  private static boolean isRunning(String commandLine) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine())
        .flatMap(Optional::stream)
        .anyMatch(line -> line.endsWith(commandLine));
  }

  @Test
  void doesNotWaitForAGrandchildThatHoldsTheOutput() {
    var start = System.nanoTime();
    var result = run(LIMIT, "echo early; setsid sleep 6 & exit 0");

    assertThat(result.stdout()).isEqualTo("early\n");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void namesTheProgramThatIsNotThere() {
    assertThatThrownBy(() -> LocalCommand.run(LIMIT, Map.of(), List.of("/no/such/program")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot run /no/such/program: No such file or directory");
  }

  private static LocalCommand.Result run(Duration limit, String script) {
    return LocalCommand.run(limit, Map.of(), List.of("sh", "-c", script));
  }
}
