package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
@Timeout(20)
class AgentExecTest {

  @Parameter TestHost kind;
  @TempDir Path scratch;
  private Host host;

  @BeforeEach
  void open() {
    host = kind.open(scratch);
  }

  @AfterEach
  void close() {
    if (host != null) {
      host.close();
    }
  }

  private static Command shell(String script) {
    return Command.of("sh", "-c", script);
  }

  @Test
  void givesExitCodeAndBothStreamsApart() {
    var exit = host.exec(shell("echo out; echo err >&2; exit 3"));

    assertThat(exit.code()).isEqualTo(3);
    assertThat(exit.succeeded()).isFalse();
    assertThat(exit.stdout()).isEqualTo("out\n");
    assertThat(exit.stderr()).isEqualTo("err\n");
    assertThat(exit.describe()).isEqualTo("exit 3");
    assertThat(exit.ms()).isPositive();
  }

  @Test
  void reportsAMissingProgramLikeAShell() {
    var exit = host.exec(Command.of("/no/such/program"));

    assertThat(exit.code()).isEqualTo(127);
    assertThat(exit.stderr()).isEqualTo("/no/such/program: No such file or directory\n");
    assertThat(host.exec(Command.of("true").in("/no/such/folder")).code()).isEqualTo(127);
  }

  @Test
  void distinguishesASignalFromAnExitCode() {
    var exit = host.exec(shell("kill -TERM $$"));

    assertThat(exit.signal()).isEqualTo(15);
    assertThat(exit.code()).isEqualTo(-1);
    assertThat(exit.timedOut()).isFalse();
    assertThat(exit.describe()).isEqualTo("signal 15");
  }

  @Test
  void endsAShellAndItsGrandchildrenWhenTheTimeIsOver() {
    var seconds = TestHost.uniqueSeconds();
    var script = "echo early; trap '' TERM; sh -c 'sleep %s & wait' & wait".formatted(seconds);
    var exit = host.exec(shell(script).within(Duration.ofMillis(200)));

    assertThat(exit.timedOut()).isTrue();
    assertThat(exit.succeeded()).isFalse();
    assertThat(exit.describe()).isEqualTo("no end within its time limit");
    assertThat(exit.stdout()).isEqualTo("early\n");
    assertThat(exit.wall()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
    assertThat(TestHost.await(host::processes, List::isEmpty)).isEmpty();
    assertThat(TestHost.running(seconds)).isZero();
  }

  @Test
  void keepsTheFirstEightMegabytesAndDoesNotBlockTheProgram() {
    var exit = host.exec(shell("head -c 10000000 /dev/zero | tr '\\0' x; echo done >&2"));

    assertThat(exit.code()).isZero();
    assertThat(exit.out()).hasSize(8 << 20).containsOnly('x');
    assertThat(exit.stderr()).isEqualTo("done\n");
  }

  @Test
  void passesHostileArgumentsUnchanged() {
    var words =
        List.of(
            "",
            " ",
            "'",
            "\"",
            "$(exit 9)",
            "a\nb\n",
            "\\",
            "*",
            "--",
            "é…\ud83d\ude00",
            "\u0001",
            "x".repeat(100_000),
            "");

    assertThat(host.exec(Command.of(with(words))).stdout())
        .isEqualTo(String.join("|", words) + "|");
  }

  private static List<String> with(List<String> words) {
    var argv = new ArrayList<>(List.of("printf", "%s|"));
    argv.addAll(words);
    return argv;
  }

  @Test
  void saysThatThereAreTooManyArgumentsInPlaceOfDroppingSome() {
    var words = Collections.nCopies(10_000, "y");
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> host.start(Command.of(with(words))))
        .withMessage("local: spawn: Argument list too long");
    assertThat(host.exec(Command.of("true")).succeeded()).isTrue();
  }

  @Test
  void refusesANulAnywhere() {
    for (var command :
        List.of(
            Command.of("echo", "a\0b"),
            Command.of("true").in("/\0"),
            Command.of("true").withEnv(Map.of("A", "\0")),
            Command.of("true").withOutputs("a\0", ""))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> host.start(command))
          .withMessageStartingWith("a NUL cannot be passed to a program: ");
    }
    assertThat(host.exec(Command.of("true")).succeeded()).isTrue();
  }

  @Test
  void givesAProgramItsOwnEnvironmentFolderAndInput() {
    var exit =
        host.exec(
            Command.of("sh", "-c", "pwd; echo \"$WORD\"; env | wc -l; cat")
                .withEnv(Map.of("WORD", "a\nb='c'"))
                .in("/usr"));

    // PATH, LANG, HOME, two lines of WORD, and PWD, which the shell adds.
    assertThat(exit.stdout().lines().map(String::strip)).containsExactly("/usr", "a", "b='c'", "6");
  }

  @Test
  void appendsToFilesAndLeavesNoDescriptorOpen() {
    var out = host.home() + "/out";
    var script = "ls /proc/self/fd | wc -l; echo err >&2";
    host.execChecked(shell(script).withOutputs(out, out));
    var exit = host.execChecked(shell("echo more").withOutputs(out, ""));

    // Standard streams and the folder that ls reads.
    assertThat(new String(host.read(out), StandardCharsets.UTF_8).lines().map(String::strip))
        .containsExactly("4", "err", "more");
    assertThat(exit.stdout()).isEmpty();
  }

  @Test
  void saysWhichCommandOfTheSuitesOwnFailed() {
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> host.execChecked(shell("echo 'not so' >&2; exit 2")))
        .withMessage("sh -c 'echo '\\''not so'\\'' >&2; exit 2': exit 2: not so");
  }

  @Test
  void failsWithAReasonWhereAnOutputCannotBeOpened() {
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> host.start(Command.of("true").withOutputs("/no/such/file", "")))
        .withMessage("local: /no/such/file: No such file or directory");
  }
}
