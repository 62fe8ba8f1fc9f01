package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.host.LocalCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the terminal from another JVM, in a pipe and in a pseudo-terminal of {@code script}. */
class TerminalTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  /** Prints what the terminal supports. */
  public static final class Probe {

    private Probe() {}

    public static void main(String... args) {
      System.out.printf(
          "interactive=%s colours=%s rewrites=%s columns=%d%n",
          Terminal.isInteractive(),
          Terminal.hasColours(),
          Terminal.rewritesLines(),
          Terminal.columns());
    }
  }

  private static String java() {
    return "'%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' '%s'"
        .formatted(
            System.getProperty("java.home"),
            System.getProperty("java.class.path"),
            Probe.class.getName());
  }

  private String run(Stream<String> variables, String... command) {
    var environment = Stream.of("env", "-u", "NO_COLOR", "-u", "CLICOLOR", "-u", "CLICOLOR_FORCE");
    var argv =
        Stream.of(environment, Stream.of("TERM=xterm"), variables, Stream.of(command))
            .flatMap(words -> words);
    var result = LocalCommand.run(LIMIT, Map.of(), folder, argv.toList());
    assertThat(result.succeeded()).as(result.stderr()).isTrue();
    return result.stdout().strip();
  }

  private String inPipe(String... variables) {
    return run(Stream.of(variables), "sh", "-c", java() + " | cat");
  }

  private String onTerminal(String... variables) {
    var log = folder.resolve("log").toString();
    return run(Stream.of(variables), "script", "-qec", "stty cols 132; " + java(), log);
  }

  @Test
  void aPipeIsNoTerminal() {
    assertThat(inPipe()).isEqualTo("interactive=false colours=false rewrites=false columns=100");
  }

  @Test
  void aTerminalHasColoursUnlessTheUserWantsNone() {
    assertThat(onTerminal()).isEqualTo("interactive=true colours=true rewrites=true columns=132");
    assertThat(onTerminal("NO_COLOR=1")).startsWith("interactive=true colours=false rewrites=true");
    assertThat(onTerminal("CLICOLOR=0")).startsWith("interactive=true colours=false rewrites=true");
  }

  @Test
  void aDumbTerminalCanOnlyBeAsked() {
    assertThat(onTerminal("TERM=dumb")).startsWith("interactive=true colours=false rewrites=false");
  }

  @Test
  void coloursCanBeForcedIntoAPipe() {
    assertThat(inPipe("CLICOLOR_FORCE=1"))
        .startsWith("interactive=false colours=true rewrites=false");
  }
}
