package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureIdTest {

  /** Values for any sentence: at most seven, and a number where one is required. */
  private static String sentence(FailureId id) {
    for (var values :
        new Object[][] {
          {1, 2, 3, 4, 5, 6, 7}, {1, "b", "c"}, {"a", 2, 3, 4, 5, 6, 7}, {"a", "b", "c"}
        }) {
      try {
        return id.text(values);
      } catch (java.util.IllegalFormatConversionException e) {
        continue;
      }
    }
    throw new IllegalStateException("no values for " + id);
  }

  @ParameterizedTest
  @EnumSource
  void aSentenceIsOfItsOwnIdAlone(FailureId id) {
    assertThat(FailureId.of(sentence(id))).contains(id);
    assertThat(FailureId.named(id.name())).contains(id);
  }

  /** Records from years ago must remain comparable. */
  @ParameterizedTest
  @CsvSource({
    "'exit 1, and not a word', NO_OUTPUT",
    "'killed by signal 11, and not a word', NO_OUTPUT",
    "hangs: no answer in 60 s, HANGS",
    "'dumped without a word, not refused', NOT_REFUSED",
    "'still there after the dump: work (pid 7, state S)', PROCESS_LEFT",
    "left running by the dump: it took 3 more steps, LEFT_RUNNING",
    "'it was never gone: the process is the one before', NEVER_GONE",
    "'not there after the restore: work (pid 100, state S)', PROCESS_MISSING",
    "'started afresh, and not restored', STARTED_AFRESH",
    "started afresh after its node was lost, STARTED_AFRESH",
    "'it was started 2 times, not once', STARTED_AGAIN",
    "no step beyond the 41 before the dump within 60 s, NO_PROGRESS",
    "no step beyond the 41 of its checkpoint, NO_PROGRESS",
    "no end within 120 s, NO_END",
    "'it told its end 2 times, not once', ENDED_AGAIN",
    "'line 3 is ''x'', an uninterrupted run has ''y''', WRONG_OUTPUT",
    "for the pool it has ended: FAILED ExitCode=0:9, JOB_ENDED",
    "the pool still has it, JOB_KEPT",
    "left in the firewall: table inet CRIU, LEFT_IN_FIREWALL",
    "'left behind: a mount, /data', LEFT_BEHIND",
  })
  void sentencesOfOldRecordsHaveTheirIds(String sentence, FailureId id) {
    assertThat(FailureId.of(sentence)).contains(id);
  }

  @ParameterizedTest
  @CsvSource({
    "NO_OUTPUT, 'exit 1, and not a word', 'exit 1, no output'",
    "JOB_ENDED, for the pool it has ended: FAILED, the batch system takes the job for ended: FAILED",
    "NO_END, no end within 3 s, no end within 9 s",
  })
  void aRewrittenSentenceIsTheSameFailure(FailureId id, String former, String now) {
    assertThat(id.details(former)).isEqualTo(id.details(now));
  }

  @Test
  void anotherExitCodeIsAnotherFailure() {
    assertThat(FailureId.NO_OUTPUT.details("exit 1, no output"))
        .isNotEqualTo(FailureId.NO_OUTPUT.details("exit 111, no output"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Effective capability 40 missing",
        "(00.1) Error (criu/files.c:9): there is no end within 5 s",
        "its connection was lost: Connection reset by peer",
        "the counter: expected 1, was 60",
        "exit 111",
        "",
      })
  void textOfCriuAndOfProgramsHasNone(String text) {
    assertThat(FailureId.of(text)).isEmpty();
  }

  @Test
  void namesLookLikeNoText() {
    assertThat(Arrays.stream(FailureId.values()).map(Enum::name))
        .allMatch(n -> n.matches("[A-Z_]+"));
  }
}
