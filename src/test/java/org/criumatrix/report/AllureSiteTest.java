package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllureSiteTest {

  private static final Path UNPACKED = Path.of("target", "allure-commandline");
  private static final Path SETTINGS = Path.of("allure-config");

  @TempDir Path target;

  private final List<CellRecord> records = SampleRun.records();

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThatThrownBy(this::generate)
        .hasMessageContaining("no results in " + target.resolve("allure-results"));

    Files.createDirectories(target.resolve("allure-results"));
    assertThatThrownBy(this::generate).hasMessageContaining("nothing is unpacked in");
  }

  @Test
  void makesOnePageToWhichTheMatrixPageLinks() throws IOException {
    var report = generated(records);

    assertThat(report).isEqualTo(target.resolve("site/allure-report/index.html"));
    var links = AllureLinks.read(report);
    assertThat(links).hasSize(records.size());
    assertThat(links.get(records.get(0).id())).matches("testresult/[0-9a-f]+");
    assertThat(AllureResults.categories(report))
        .containsEntry("Regression", 1)
        .containsEntry("Improvement", 5)
        .containsEntry("Changed failure", 1)
        .containsEntry("Broken suite or host", 1)
        .containsEntry("Known failure of CRIU", 152)
        .containsEntry("Unavailable here", 48)
        .hasSize(6);
  }

  @Test
  void aReportThatIsNotThereCostsOnlyTheLinks() {
    assertThat(AllureLinks.read(target.resolve("index.html"))).isEqualTo(Map.of());
  }

  @Test
  void remembersTheRunsBeforeAndMarksWhatIsNew() throws IOException {
    var works = SampleCell.of("serial/java");
    var fails = SampleCell.of("serial/python");
    generated(List.of(works.works(), fails.fails("dump", "no pipe")));
    var report =
        generated(
            List.of(
                works.judged(Judgement.REGRESSION).fails("dump", "no pipe"),
                fails.judged(Judgement.IMPROVEMENT).works()));

    assertThat(AllureResults.runsInTheTrend(report)).isEqualTo(2);
    assertThat(AllureResults.runsKept(target.resolve("history"))).containsExactly(2, 2);
    assertThat(AllureResults.marked(report, "newFailed")).containsExactly(works.cell().id());
    assertThat(AllureResults.marked(report, "newPassed")).containsExactly(fails.cell().id());
  }

  @Test
  void showsItsCountsInABrowser() throws Exception {
    var shown = Jsoup.parse(browser().open(generated(records), ""));

    assertThat(shown.select(".splash__title").text()).isEqualTo(String.valueOf(records.size()));
    assertThat(shown.select("a.table__row").eachText()).contains("Known failure of CRIU 152");
  }

  @Test
  void showsTheEntryOfACell() throws Exception {
    var record = SampleCell.of("serial/java").fails("dump", "no pipe");
    var report = generated(List.of(record));

    var shown = Jsoup.parse(browser().open(report, AllureLinks.read(report).get(record.id())));

    assertThat(shown.select(".test-result__name").text()).contains(record.id());
    assertThat(shown.select(".status-details__message").text()).contains("no pipe");
  }

  @Test
  void runsNoScriptOfAMessage() throws Exception {
    var hostile = "<img src=\"data:,\" onerror=\"document.title = 'hostile'\">";
    var record = SampleCell.of("serial/java").fails("dump", hostile);
    var report = generated(List.of(record));
    var entry = AllureLinks.read(report).get(record.id());

    assertThatThrownBy(() -> browser().open(report, entry))
        .hasMessageContaining("Executing inline event handler violates")
        .hasMessageContaining("The action has been blocked");
  }

  private Browser browser() {
    var installed = Browser.installed();
    assumeTrue(installed.isPresent(), "no Chromium is installed to look at the report with");
    return new Browser(installed.get(), target.resolve("profile"));
  }

  private Path generated(List<CellRecord> records) throws IOException {
    assumeTrue(
        Files.exists(UNPACKED),
        "Allure's program, which Maven unpacks into %s, is not there".formatted(UNPACKED));
    AllureResults.write(target.resolve("allure-results"), records);
    return AllureSite.generate(
        target, UNPACKED, SETTINGS, target.resolve("history"), SampleRun.run(records));
  }

  private void generate() throws IOException {
    AllureSite.generate(target, SETTINGS, target.resolve("history"), SampleRun.run(records));
  }
}
