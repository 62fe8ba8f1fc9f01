package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;

class RejudgeTest {

  private static final MatrixFile WORKS =
      MatrixFile.of(
          "matrix.csv",
          "case,criu,privilege,runtime,host,kernel,expect,at,error,why\n*,*,*,*,*,*,works,,,\n");

  /** Otherwise {@code update} would write lines about the options of a profile. */
  @Test
  void whatNothingIsExpectedOfNeedsNoLine() {
    var cell = Samples.cell("objects/x");

    assertThat(Rejudge.isAsExpected(cell.judged(Judgement.REGRESSION).fails("dump", "no"), WORKS))
        .isFalse();
    assertThat(Rejudge.isAsExpected(cell.judged(Judgement.UNTRIED).fails("dump", "no"), WORKS))
        .isTrue();
  }
}
