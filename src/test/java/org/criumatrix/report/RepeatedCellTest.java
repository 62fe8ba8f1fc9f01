package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what pages and tables show of cells that were repeated. */
class RepeatedCellTest {

  private static final Path FOLDER = Path.of("target", "matrix");

  private static final String EXPECTATIONS =
      "case, criu, privilege, runtime, host, kernel, expect, at, error, why\n"
          + "*, *, *, *, *, *, works, , ,\n";

  private static final String JAVA = "serial/java[criu=4.3,privilege=root,runtime=none,host=local]";
  private static final String PYTHON =
      "serial/python[criu=4.3,privilege=root,runtime=none,host=local]";

  private final List<CellRecord> records = repeated(1000, 25, 19);
  private final RunInfo run = info(records);

  /** Returns a run in which one cell never fails, one fails once, and one is hardly repeated. */
  private static List<CellRecord> repeated(int never, int once, int few) {
    var records = new ArrayList<CellRecord>();
    for (var i = 1; i <= never; i++) {
      records.add(SampleCell.of("serial/java").attempt(i).works());
    }
    records.add(SampleCell.of("serial/python").attempt(1).fails("restore", "no"));
    for (var i = 2; i <= once; i++) {
      records.add(SampleCell.of("serial/python").attempt(i).works());
    }
    for (var i = 1; i <= few; i++) {
      records.add(SampleCell.of("serial/terminal").attempt(i).works());
    }
    return records;
  }

  private static RunInfo info(List<CellRecord> records) {
    var run = new Run(FOLDER, records, Optional.of(SampleRun.run(records)));
    return run.recounted().info().orElseThrow();
  }

  private Overview overview() {
    return Overview.of(records, run, Map.of());
  }

  @Test
  void theTableOfRatesHasEveryRepeatedCell() {
    assertThat(new RatesPage().text(overview()).lines().map(l -> l.replace("\"", "")).toList())
        .containsExactly(
            "cell,criu,kernel,attempts,failed,lower,upper,sentence",
            JAVA
                + ",4.3,6.18.44-fc,1000,0,0.0000000,0.0029912,0 of 1,000 failed: below 0.3 % at 95 %",
            PYTHON
                + ",4.3,6.18.44-fc,25,1,0.0020496,0.1761207,1 of 25 failed: below 17.7 % at 95 %",
            JAVA.replace("java", "terminal")
                + ",4.3,6.18.44-fc,19,0,0.0000000,0.1458685,0 of 19 failed: below 14.6 % at 95 %");
  }

  @Test
  void theSummaryHasTheRatesOfCellsWithEnoughAttempts() {
    assertThat(Summary.print(new Run(FOLDER, records, Optional.of(run)).worst(), run, FOLDER))
        .contains(
            """
            Failure rates (2)
              %s
                CRIU 4.3, Linux 6.18.44-fc: 0 of 1,000 failed: below 0.3 %% at 95 %%
              %s
                CRIU 4.3, Linux 6.18.44-fc: 1 of 25 failed: below 17.7 %% at 95 %%
            """
                .formatted(JAVA, PYTHON))
        .doesNotContain("of 19 failed");
    assertThat(SummaryTest.print(SampleRun.records())).doesNotContain("Failure rates");
  }

  @Test
  void theMarkdownTableHasThem() {
    assertThat(new MarkdownPage().text(overview()))
        .contains("## Failure rates", "| 0 of 1,000 failed: below 0.3 % at 95 % |");
  }

  private static String lastScreen(List<CellRecord> records) {
    return LastScreen.print(
        records,
        info(records),
        List.of(),
        MatrixFile.of("matrix.csv", EXPECTATIONS),
        FOLDER,
        false,
        100,
        Marks.UNICODE);
  }

  @Test
  void theLastScreenHasTheHighestRate() {
    assertThat(lastScreen(records))
        .contains(
            "Failure rates  1 of 25 failed: below 17.7 % at 95 %, the highest of 2: serial/pyth");
    assertThat(lastScreen(records.subList(0, 1000)))
        .contains("Failure rate   0 of 1,000 failed: below 0.3 % at 95 %\n");
    assertThat(lastScreen(records.subList(0, 19))).doesNotContain("Failure rate");
  }

  @Test
  void thePageHasAPanelOfThem(@TempDir Path target) throws Exception {
    var page = PageInBrowser.in(target);
    var panel = page.open(records, run, "panel=rates").expectFirst("#rates");

    assertThat(panel.select("summary").text()).isEqualTo("Failure rates 2 repeated cells");
    assertThat(panel.select("tbody tr").eachText())
        .containsExactly(
            "serial/java CRIU 4.3 · root 6.18.44-fc 0 of 1,000 failed: below 0.3 % at 95 %",
            "serial/python CRIU 4.3 · root 6.18.44-fc 1 of 25 failed: below 17.7 % at 95 %");
    assertThat(panel.select("tbody a").eachAttr("title")).containsExactly(JAVA, PYTHON);

    var without = page.open(SampleRun.records(), "");
    assertThat(without.select("#rates[hidden]")).hasSize(1);
  }
}
