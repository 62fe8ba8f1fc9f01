package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.record.CellRecord;
import org.criumatrix.runs.Comparison;
import org.criumatrix.runs.Pairing;
import org.criumatrix.runs.Samples;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class ComparisonSheetTest {

  private static final String HOSTILE = "</table><b onload=x>|`*_\u001b[2J";

  private final Sheet sheet =
      ComparisonSheet.of(
          Comparison.of(
              Samples.run(
                  "before",
                  Samples.cell("serial/java").works(),
                  Samples.cell("serial/c").fails("dump", "no"),
                  Samples.cell("serial/gone").works()),
              Samples.run(
                  "after",
                  Samples.cell("serial/java").fails("restore", HOSTILE),
                  Samples.cell("serial/c").works()),
              Pairing.BY_ID));

  @Test
  void theTerminalHasEachCellWholeOnALineOfItsOwn() {
    var text = Sheets.text(sheet, false, 80);

    assertThat(text.lines())
        .contains(
            "before → after",
            "2 cells in both runs, 2 ran in both; regression: 1, improvement: 1, gone: 1.",
            "Something got worse.",
            "Works no longer (1)",
            "  " + Samples.cell("serial/java").works().id(),
            "    after         fails at restore",
            "Works now (1)",
            "Gone cells (1)");
    assertThat(text).doesNotContain("\u001b", "New cells");
    assertThat(Sheets.text(sheet, true, 80)).contains("\u001b[1m\u001b[31mWorks no longer (1)");
  }

  @Test
  void markdownHasItInTables() {
    assertThat(Sheets.markdown(sheet).lines())
        .contains(
            "# before → after",
            "## Works no longer: 1",
            "| cell | before | error before | after | error |")
        .anyMatch(l -> l.startsWith("| serial/java\\[criu=4.3,") && l.contains("fails at restore"))
        .noneMatch(l -> l.contains("<b"));
  }

  @Test
  void thePageIsOneFileThatFetchesNothingAndRunsNothing() {
    var page = Sheets.html(sheet);

    var shown = Jsoup.parse(page);

    assertThat(page).doesNotContain("http:", "https:", "{{", "\u001b");
    assertThat(shown.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none'");
    assertThat(shown.select("script, link, [src], [onload], b")).isEmpty();
    assertThat(shown.title()).isEqualTo("before → after");
    assertThat(shown.select("section")).hasSize(3);
    assertThat(shown.select("section.bad td").eachText())
        .anyMatch(error -> error.contains("</table><b onload=x>"));
  }

  @Test
  void aTerminalIsSparedAThousandLines() {
    var gone = new CellRecord[60];
    for (var i = 0; i < gone.length; i++) {
      gone[i] = Samples.cell("serial/c" + i).works();
    }
    var many =
        ComparisonSheet.of(
            Comparison.of(Samples.run("a", gone), Samples.run("b", gone[0]), Pairing.BY_ID));

    assertThat(Sheets.text(many, false, 80)).contains("Gone cells (59)", "... and 9 more");
    assertThat(Sheets.markdown(many).lines().filter(l -> l.startsWith("| serial"))).hasSize(59);
  }
}
