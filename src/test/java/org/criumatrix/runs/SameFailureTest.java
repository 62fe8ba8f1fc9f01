package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameFailureTest {

  private static boolean same(String one, String other) {
    var cell = Samples.cell("serial/java");
    return SameFailure.is(cell.fails("dump", one), cell.fails("dump", other));
  }

  @ParameterizedTest
  @CsvSource({
    "Thread pid mismatch 18/17, Thread pid mismatch 341/340",
    "mapping at 0x7f3a10 is gone, mapping at 0x55ffe0 is gone",
    "'no step for 10 s, last step seen: 412', 'no step for 10 s, last step seen: 388'",
    "no step beyond the 4 before the dump within 60 s, no step beyond the 9 of its checkpoint",
  })
  void otherProcessesAndAddressesMakeNoOtherFailure(String one, String other) {
    assertThat(same(one, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "killed by signal 11, killed by signal 9",
    "'exit 1, no output', 'exit 111, no output'",
    "Effective capability 40 missing, Effective capability 21 missing",
    "Can't open file a/b, Can't open file a/c",
    "veth0 is gone, veth1 is gone",
    "Linux 6.18 is needed, Linux 7.2 is needed",
  })
  void differentErrorsAreDifferentFailures(String one, String other) {
    assertThat(same(one, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "fails at alive: not there after the restore: a (pid 1), fails at alive: not there after the restore: b (pid 7), true",
    "fails at alive: no end within 3 s, fails at answer: no end within 3 s, false",
    "works, fails at answer: no end within 3 s, false",
    "fails at dump: a.c: no, fails at dump: b.c: no, false",
  })
  void subChecksAreAlikeByPhaseAndId(String one, String other, boolean alike) {
    assertThat(SameFailure.areAlike(one, other)).isEqualTo(alike);
  }

  /** All such cells have the same words in place of an expectation. */
  @Test
  void whatNothingIsExpectedOfIsComparedByItsError() {
    var cell = Samples.cell("serial/java").judged(Judgement.UNTRIED).expected("untried");

    assertThat(SameFailure.is(cell.fails("dump", "no locks"), cell.fails("dump", "no links")))
        .isFalse();
  }

  @Test
  void whatIsOnRecordAsOneFailureIsOne() {
    var cell = Samples.cell("serial/java").expected("fails at dump: *{reset,closed}*");
    var closed = cell.fails("dump", "the connection was closed");
    var reset = cell.fails("dump", "Connection reset by peer");

    assertThat(SameFailure.is(closed, reset)).isTrue();
    assertThat(SameFailure.is(closed, cell.judged(Judgement.CHANGED).fails("dump", "reset")))
        .isFalse();
    assertThat(SameFailure.is(closed, cell.judged(Judgement.AS_EXPECTED).fails("answer", "reset")))
        .isFalse();
  }
}
