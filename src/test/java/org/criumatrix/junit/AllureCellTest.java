package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Prediction;
import org.junit.jupiter.api.Test;

class AllureCellTest {

  @Test
  void hasWhatIsKnownOfTheCauseAndWhatWasPredicted() {
    var cause = new Cause("why", "--x (serial/c)", "https://a/1", "4.4");
    var record =
        SampleCell.of("serial/java")
            .cause(cause)
            .held("epoll", "ghost-file:6M")
            .with("--y", "again")
            .predicted(new Prediction.Failure(Phase.DUMP, "no"))
            .fails("dump", "no inotify");

    assertThat(AllureCell.description(record))
        .containsSubsequence(
            "\nwhy: why\n",
            "\nWhat makes it work: --x (serial/c)\n",
            "\nFixed in CRIU 4.4\n",
            "\nIssue: https://a/1\n",
            "\npredicted: fails at dump: no (hit)\n",
            "\nholds: epoll, ghost-file:6M\n",
            "\noptions: --y, again\n");
  }

  @Test
  void saysNothingOfWhatIsNotKnown() {
    assertThat(AllureCell.description(SampleCell.of("serial/java").works()))
        .isEqualTo("expected: works\n\nseen: works\n");
  }
}
