package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

  private static Expectation failure(String error) {
    return new Expectation(Expectation.Kind.FAILS, Optional.of(Phase.DUMP), error, "why", 7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                    | whatever            | true",
        "''                    | ''                  | true",
        "map failed            | Error: map failed!  | true",
        "*map*failed*          | Error: map 3 failed | true",
        "map*failed            | Error: map 3 failed | false",
        "(00.1) [x] a.c:1      | (00.1) [x] a.c:1: y | true",
        "{open,read} failed    | read failed         | true",
        "map failed            | Map failed          | false",
      })
  void meansAPartOfTheErrorOrAGlobOverIt(String error, String seen, boolean means) {
    assertThat(failure(error).meansError(seen, null)).isEqualTo(means);
  }

  @Test
  void anIdMeansTheSuitesOwnErrorAndNoTextThatHoldsItsName() {
    var expected = failure("NO_PROGRESS");

    assertThat(expected.meansError("no step at all", FailureId.NO_PROGRESS)).isTrue();
    assertThat(expected.meansError("no end within 9 s", FailureId.NO_END)).isFalse();
    assertThat(expected.meansError("NO_PROGRESS", null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"'', fails at dump", "map failed, fails at dump: map failed"})
  void isToldInWords(String error, String told) {
    assertThat(failure(error).describe()).isEqualTo(told);
    assertThat(new Expectation(Expectation.Kind.WORKS, Optional.empty(), "", "", 2).describe())
        .isEqualTo("works");
  }
}
