package org.criumatrix.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;

class CellRateTest {

  private static final SampleCell CELL = SampleCell.of("serial/java");

  private static final List<CellRecord> RECORDS =
      List.of(
          SampleCell.of("serial/java").attempt(1).works(),
          SampleCell.of("serial/java").attempt(2).fails("restore", "no"),
          SampleCell.of("serial/java").attempt(3).refuses(),
          SampleCell.of("serial/java").attempt(4).broken("no space"),
          SampleCell.of("serial/java").attempt(5).unavailable("no Java"),
          SampleCell.of("serial/once").works(),
          SampleCell.of("serial/once").attempt(2).broken("no space"));

  @Test
  void onlyAttemptsThatSaySomethingAboutCriuCount() {
    var record = CELL.works();

    assertThat(CellRate.of(RECORDS))
        .containsExactly(
            new CellRate(
                record.id(), record.criu(), record.kernel(), 3, 1, new FailureRate(3, 1).upper()));
  }

  @Test
  void theProvenanceHasThemAndComesBackAsItWasWritten() throws IOException {
    var run = new Run(Path.of("run"), RECORDS, Optional.of(CellRecords.run("0.1", 7))).recounted();
    var text = RecordLines.pretty(run.info().orElseThrow());

    assertThat(text)
        .contains("\"rates\" : [ {", "\"attempts\" : 3,", "\"failed\" : 1,", "\"upper\" : 0.8646")
        .doesNotContain("failures");
    assertThat(RecordLines.parseRun(Path.of("run.json"), text)).isEqualTo(run.info().get());
    assertThat(run.info().get().rates()).hasSize(1);
  }

  @Test
  void anOlderRunHasNone() {
    assertThat(CellRecords.run("0.1", 2).rates()).isEmpty();
  }
}
