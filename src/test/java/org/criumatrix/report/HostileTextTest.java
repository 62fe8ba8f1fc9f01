package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** Error texts are taken from logs, and logs contain what the workload wrote. */
class HostileTextTest {

  private static final String HOSTILE =
      "</script><b onload=alert(1)>|%_&#${x}\\end{document},\"{{data}}\n\u001b[2J`*_x_*`";

  private final List<CellRecord> records =
      List.of(
          SampleCell.detailed(
                  Cell.of(CaseId.parse("serial/simple-c"), "path:/x_y&z", "root", "none", "local"))
              .judged(Judgement.REGRESSION)
              .expected("works")
              .fails("dump", HOSTILE));

  private final Overview overview = Overview.of(records, SampleRun.run(records), Map.of());

  @Test
  void cannotEndTheScriptItStandsIn() {
    var page = Jsoup.parse(new HtmlPage(PageQueries.NONE).text(overview));

    assertThat(page.select("b, [onload]")).isEmpty();
    assertThat(page.expectFirst("script#data").data()).contains("\\u003c/script>\\u003cb");
  }

  @Test
  void isTextInMarkdown() {
    assertThat(MarkdownPage.escape(HOSTILE))
        .doesNotContain("<", "\n", "\u001b")
        .doesNotContainPattern("(?<!\\\\)[|`*_]");
  }

  @Test
  void isTextInLatex() {
    assertThat(LatexPage.escape("--a---b-c")).isEqualTo("-{}-a-{}-{}-b-c");
    assertThat(LatexPage.escape(HOSTILE))
        .contains("\\textbackslash{}end\\{document\\}", "\\%\\_\\&\\#\\$")
        .doesNotContain("\n", "\u001b");
    assertThat(new LatexPage().text(overview)).contains("CRIU path:/x\\_y\\&z");
  }

  @Test
  void comesBackUnchangedFromCsv() throws Exception {
    var parsed =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(new CsvPage().text(overview)))
            .getRecords();

    assertThat(parsed).hasSize(1);
    assertThat(parsed.get(0).get("error")).isEqualTo(HOSTILE);
    assertThat(parsed.get(0).get("cell")).isEqualTo(records.get(0).id());
  }

  @Test
  void cannotPlayWithTheTerminal() {
    var text = SummaryTest.print(records);

    assertThat(text).doesNotContain("\u001b").contains("</script><b onload=alert(1)>");
  }
}
