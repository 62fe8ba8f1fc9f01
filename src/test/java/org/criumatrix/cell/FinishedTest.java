package org.criumatrix.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.criumatrix.matrix.Phase;
import org.criumatrix.matrix.Sha256;
import org.criumatrix.workload.Transcript;
import org.criumatrix.workload.Workload;
import org.criumatrix.workload.Workloads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinishedTest {

  private static final Workload NATIVE = Workloads.find("simple-c", List.of());
  private static final Workload LAMMPS = Workloads.find("lammps", List.of("in.lj"));
  private static final List<String> GOLDEN =
      List.of("step 1 aa", "step 2 bb", "step 3 cc", "answer cc");
  private static final String SIGNED = "ready 17 " + digest("cafe") + "\nend cafe\n";

  private static final String LOSES = SIGNED + "check failed: changed: limit.\n";

  private static String digest(String nonce) {
    return Sha256.of(nonce);
  }

  private static Finished finished(Workload workload, List<String> progressLine, String err) {
    return new Finished(workload, new Transcript(progressLine, err), GOLDEN);
  }

  private static void refuses(Finished finished, String error) {
    assertThatExceptionOfType(PhaseFailure.class)
        .isThrownBy(finished::hasTheAnswerOfAnUninterruptedRun)
        .satisfies(e -> assertThat(e.phase()).isEqualTo(Phase.ANSWER))
        .satisfies(e -> assertThat(e.failure().text()).isEqualTo(error))
        .withMessage("fails at answer: " + error);
  }

  @Test
  void acceptsTheVeryLinesOfAnUninterruptedRun() {
    var good = finished(NATIVE, GOLDEN, SIGNED);

    assertThat(good.hasTheAnswerOfAnUninterruptedRun()).isSameAs(good);
    assertThat(finished(NATIVE, GOLDEN, "noise\n" + SIGNED).difference()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "step 1 aa;step 3 cc;answer cc                     | line 2 is 'step 3 cc', an uninterrupted run has 'step 2 bb'",
        "step 1 aa;step 2 bb;step 2 bb;step 3 cc;answer cc | line 3 is 'step 2 bb', an uninterrupted run has 'step 3 cc'",
        "step 1 aa;step 3 cc;step 2 bb;answer cc           | line 2 is 'step 3 cc', an uninterrupted run has 'step 2 bb'",
        "step 1 aa;step 2 bb;step 3 cc;answer cd           | line 4 is 'answer cd', an uninterrupted run has 'answer cc'",
        "step 1 aa;step 2 bb;step 3 cc                     | line 4 is 'nothing', an uninterrupted run has 'answer cc'",
        "step 1 aa;step 2 bb;step 3 cc;answer cc;answer cc | line 5 is 'answer cc', an uninterrupted run has 'nothing'",
        "step 2 bb;step 3 cc;answer cc                     | line 1 is 'step 2 bb', an uninterrupted run has 'step 1 aa'",
      })
  void refusesLinesThatAreLostRepeatedReorderedOrOthers(String progressLine, String error) {
    refuses(finished(NATIVE, List.of(progressLine.split(";")), SIGNED), error);
    refuses(finished(LAMMPS, List.of(progressLine.split(";")), ""), error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ready 17 CAFE;ready 17 CAFE;end cafe | the program started 2 times instead of once",
        "end cafe                             | the program started 0 times instead of once",
        "ready 17 CAFE                        | the program printed its end 0 times instead of once",
        "ready 17 CAFE;end cafe;end cafe      | the program printed its end 2 times instead of once",
        "ready 17 CAFE;end                    | the program printed no nonce at its start or end",
        "ready;end cafe                       | the program printed no nonce at its start or end",
        "ready 17 CAFE;end f00d               | the nonce at the end is not the one at the start: another run ended",
        "ready 17 CAFE;end CAFE               | the nonce at the end is not the one at the start: another run ended",
        "ready 17 cafe;end cafe               | the nonce at the end is not the one at the start: another run ended",
        "ready 17 CAFE;check failed: fd 3;end cafe | check failed: fd 3",
        "ready 17 CAFE;broken: read: EIO;end cafe  | broken: read: EIO",
      })
  void refusesAnotherRunEvenWithTheRightLines(String err, String error) {
    refuses(
        finished(NATIVE, GOLDEN, err.replace("CAFE", digest("cafe")).replace(';', '\n') + "\n"),
        error);
  }

  @Test
  void acceptsRepeatedStepsOfWhatKeptItsValues() {
    var repeated = List.of("step 1 aa", "step 2 bb", "step 2 bb", "step 3 cc", "answer cc");

    assertThat(finished(NATIVE, repeated, SIGNED).keptItsValues()).isNotNull();
    assertThatExceptionOfType(PhaseFailure.class)
        .isThrownBy(() -> finished(NATIVE, repeated, LOSES).keptItsValues())
        .withMessage("fails at answer: check failed: changed: limit.");
    assertThatExceptionOfType(PhaseFailure.class)
        .isThrownBy(() -> finished(NATIVE, repeated, "").keptItsValues())
        .withMessage("fails at answer: the program started 0 times instead of once");
  }

  @Test
  void asksNoSignatureOfAWorkloadThatHasNone() {
    assertThat(finished(LAMMPS, GOLDEN, "").difference()).isEmpty();
  }
}
