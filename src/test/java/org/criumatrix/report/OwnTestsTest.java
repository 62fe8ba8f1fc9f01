package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;

/** CRIU's own tests are summed up apart: no table of rows counts them. */
class OwnTestsTest {

  private static final List<CellRecord> RECORDS =
      List.of(
          SampleCell.of("serial/loop").criu("4.3").privilege("root").works(),
          SampleCell.of("zdtm/env00-h").criu("4.3").privilege("root").works(),
          SampleCell.of("zdtm/env00-ns").criu("4.3").privilege("root").fails("dump", "no"));

  private static final String LINE = "CRIU's own tests (zdtm), CRIU 4.3 root: 1 of 2";

  @Test
  void theSummaryHasALineForThem() {
    assertThat(SummaryTest.print(RECORDS).lines())
        .anyMatch(l -> l.startsWith(LINE))
        .noneMatch(l -> l.startsWith("CRIU's own tests  "));
  }

  @Test
  void theMarkdownHasAPartForThem() {
    var markdown = new MarkdownPage().text(Overview.of(RECORDS, SampleRun.run(RECORDS), Map.of()));

    assertThat(markdown).contains("## CRIU's own tests").doesNotContain("| CRIU's own tests");
  }

  @Test
  void aRunWithoutThemSaysNothing() {
    assertThat(SummaryTest.print(RECORDS.subList(0, 1))).doesNotContain("CRIU's own tests");
  }
}
