package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals have the numbers of signal(7). */
class SignalTest {

  @ParameterizedTest
  @CsvSource({"HUP, 1", "INT, 2", "QUIT, 3", "KILL, 9", "USR1, 10", "USR2, 12", "SIGTERM, 15"})
  void aNameIsANumber(String name, int number) {
    assertThat(Signal.number(name)).isEqualTo(number);
  }

  @Test
  void whatIsNoneIsRefusedWithAllThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Signal.number("SIGSTOP"))
        .withMessage(
            "there is no signal 'SIGSTOP' here; there are [HUP, INT, KILL, QUIT, TERM, USR1, USR2]");
  }
}
