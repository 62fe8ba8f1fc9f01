package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.criumatrix.host.LocalHosts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says before it starts a program. */
@ResourceLock(Resources.SYSTEM_OUT)
class TryCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private PrintStream formerOut;
  private PrintStream formerErr;

  @BeforeEach
  void listen() {
    formerOut = System.out;
    formerErr = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setOut(formerOut);
    System.setErr(formerErr);
  }

  private static int call(String... words) {
    var argv = new String[words.length + 1];
    argv[0] = "try";
    System.arraycopy(words, 0, argv, 1, words.length);
    return Commands.line().execute(argv);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void helpListsTheExamplesAndTheExitCodes() {
    assertThat(call("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Examples:", "criu-matrix try -- ./simulate --steps 1000")
        .contains("criu-matrix try --at 10%,50% --criu '4.*' -- python3 train.py")
        .containsPattern("default:\\s+70%\\.")
        .contains("30%,70%")
        .contains("10   it works with the options that are printed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--every often -- true  | Invalid value for option '--every'",
        "--random x -- true     | Invalid value for option '--random'",
        "--nonsense -- true     | Unknown option: '--nonsense'",
        "--limit                | Missing required parameter for option '--limit'",
      })
  void anOptionThatIsNoneIsRefused(String words, String message) {
    assertThat(call(words.strip().split(" "))).isEqualTo(2);
    assertThat(said()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--smallest                                 | give a command after --, or --job SCRIPT",
        "--job pom.xml -- true                      | give a command after --, or --job SCRIPT",
        "--job no/such.sh                           | there is no script /",
        "-- no-such-program                         | there is no program no-such-program on PATH",
        "-- ./no/such                               | there is no program ./no/such, or it may not be executed",
        "--folder no/such -- true                   | there is no folder no/such",
        "--ready-line up --ready-port 1 -- true     | give one of the options --ready-…",
        "--ready-port http -- true                  | port is a number up to 65535, not 'http'",
        "--container --terminal -- true             | --container goes with neither --terminal nor --client",
        "--container --client true -- true          | --container goes with neither --terminal nor --client",
        "--at half -- true                          | --at has parts of the run or seconds, 10%,50%,30s, not 'half'",
        "--stop STOP -- true                        | there is no signal 'STOP' here; there are",
        "--ignore ( -- true                         | Unclosed group",
        "--with tcp-close -- true                   | --with has an option of CRIU, as in --with=--tcp-close, not tcp-close",
      })
  void aMistakeNamesItsRemedy(String words, String message) {
    assumeTrue(LocalHosts.isRoot(), "without root the command ends before");

    assertThat(call(("--offline " + words.strip()).split(" "))).isEqualTo(2);
    assertThat(said()).contains(message);
  }

  @Test
  void withoutRootTheRemedyIsNamed() {
    assumeTrue(!LocalHosts.isRoot(), "root may do all of it");

    assertThat(call("--", "true")).isEqualTo(4);
    assertThat(said()).contains("try needs root", "sudo ");
  }
}
