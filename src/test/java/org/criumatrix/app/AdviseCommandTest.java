package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the command says before it looks at a process; .ci/run asks it about a program that runs.
 */
@ResourceLock(Resources.SYSTEM_OUT)
class AdviseCommandTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private PrintStream former;

  @BeforeEach
  void listen() {
    former = System.err;
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setErr(former);
  }

  private static int advise(String... words) {
    var argv = new String[words.length + 1];
    argv[0] = "advise";
    System.arraycopy(words, 0, argv, 1, words.length);
    return Commands.line().execute(argv);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatCannotWorkEndsWithElevenAndWhatIsNotThereWithTwo() {
    assertThat(advise("1")).isEqualTo(11);
    assertThat(said()).contains("is the first process of this system");
    assertThat(advise(String.valueOf(ProcessHandle.current().pid()))).isEqualTo(11);
    assertThat(advise("4194305")).isEqualTo(2);
    assertThat(advise("nonsense")).isEqualTo(2);
    assertThat(said()).contains("'nonsense' is no target: give one of PID, docker:NAME");
  }

  @Test
  void aCommandThatEndsAtOnceCannotBeJudged() {
    assertThat(advise("--", "false")).isEqualTo(2);
    assertThat(said()).contains("false ended after", "with exit 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 --plan later      | there is no plan 'later'; there are elsewhere, with-address",
        "7 --with tcp-close  | --with has an option of CRIU, as in --with=--tcp-close, not tcp-close",
        "7 8                 | give one target; a command comes after --: advise -- 7",
        "--watch often 7     | Invalid value for option '--watch'",
      })
  void aMistakeNamesItsRemedy(String words, String message) {
    assertThat(advise(words.strip().split(" "))).isEqualTo(2);
    assertThat(said()).contains(message);
  }
}
