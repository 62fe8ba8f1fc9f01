package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;

class AllureEvidenceTest {

  private static final CellRecord EXPECTED = SampleCell.of("serial/java").works();
  private static final CellRecord NEWS =
      SampleCell.of("serial/java").judged(Judgement.REGRESSION).fails("dump", "no");

  @Test
  void takesAllOfASmallRunAndOnlyNewsOfALargeOne() {
    var small = new AllureEvidence(AllureEvidence.MAX_CELLS);
    var large = new AllureEvidence(AllureEvidence.MAX_CELLS + 1);

    assertThat(small.takes(EXPECTED)).isTrue();
    assertThat(large.takes(EXPECTED)).isFalse();
    assertThat(large.takes(NEWS)).isTrue();
  }

  @Test
  void stopsWhereTheReportWouldGrowTooLarge() {
    var large = new AllureEvidence(5 * AllureEvidence.MAX_CELLS);

    var taken = IntStream.range(0, 2 * AllureEvidence.MAX_CELLS).filter(i -> large.takes(NEWS));

    assertThat(taken.count()).isEqualTo(AllureEvidence.MAX_CELLS);
  }
}
