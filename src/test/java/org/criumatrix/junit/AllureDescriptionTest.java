package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Prediction;
import org.junit.jupiter.api.Test;

class AllureDescriptionTest {

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

    assertThat(AllureDescription.of(record))
        .containsSubsequence(
            "<p>why: why</p>",
            "<p>What makes it work: --x (serial/c)</p>",
            "<p>Fixed in CRIU 4.4</p>",
            "<p>Issue: https://a/1</p>",
            "<p>predicted: fails at dump: no (hit)</p>",
            "<p>holds: epoll, ghost-file:6M</p>",
            "<p>options: --y, again</p>");
  }

  @Test
  void saysNothingOfWhatIsNotKnown() {
    assertThat(AllureDescription.of(SampleCell.of("serial/java").works()))
        .isEqualTo("<p>expected: works</p>\n<p>seen: works</p>\n");
  }

  @Test
  void showsErrorsAndCommandsAsTheyAre() {
    var record =
        SampleCell.of("serial/java").ran("criu dump -t 1", "criu restore").fails("dump", "<a> *b*");

    assertThat(AllureDescription.of(record))
        .contains("<p>seen: fails at dump: &lt;a&gt; *b*</p>")
        .endsWith("<pre><code>criu dump -t 1\ncriu restore</code></pre>\n");
  }
}
