package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.matrix.Expectation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureSignatureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Unexpected rt vDSO area bounds; Unexpected rt vDSO area bounds",
        "sockets.c: Can't get 1:16 opt: Operation not supported; opt: Operation not supported",
        "Thread pid mismatch 18/17; Thread pid mismatch",
        "12: 34; ''",
        "a brace { in it is no glob; in it is no glob",
      })
  void keepsThePartOfAnErrorThatLasts(String error, String part) {
    var end = FailureSignature.of(Samples.cell("serial/java").fails("dump", error));

    assertThat(end).isEqualTo(new FailureSignature(Expectation.Kind.FAILS, "dump", part));
    assertThat(error).contains(end.error());
  }

  @Test
  void anErrorOfTheSuitesOwnIsKnownByItsId() {
    var record = Samples.cell("serial/java").fails("progress", "no step beyond the 3 before");

    assertThat(FailureSignature.of(record).describe()).isEqualTo("fails at progress: NO_PROGRESS");
  }

  @ParameterizedTest
  @CsvSource("first line\\nsecond and much longer line, first line")
  void readsTheFirstLineAlone(String error, String part) {
    var record = Samples.cell("serial/java").fails("dump", error.replace("\\n", "\n"));

    assertThat(FailureSignature.of(record).error()).isEqualTo(part);
  }
}
