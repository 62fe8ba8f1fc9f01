package org.criumatrix.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;

class CellFlagsTest {

  @Test
  void whatNothingIsExpectedOfIsNeitherNewsNorKnown() {
    var record = SampleCell.of("objects/x").judged(Judgement.UNTRIED).fails("dump", "no");

    assertThat(CellFlags.of(record))
        .contains("fails", "tried", "untried")
        .doesNotContain("expected", "news", "known");
  }
}
