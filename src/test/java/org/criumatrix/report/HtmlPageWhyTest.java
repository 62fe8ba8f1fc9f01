package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.report.PageInBrowser.address;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the view of causes, and what else the page does with them. */
class HtmlPageWhyTest {

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  private static List<String> row(Document shown, String cause) {
    return shown.select("#why tr:has(.cause-text:contains(%s)) td".formatted(cause)).eachText();
  }

  @Test
  void errorsThatDifferInNumbersAreOnePieceOfNews() throws Exception {
    var records =
        Stream.of("11043", "11475")
            .map(
                pid ->
                    SampleCell.of("objects/mappings-" + pid)
                        .judged(Judgement.REGRESSION)
                        .expected("works")
                        .fails("dump", "infect.c: Unable to detach from %s: gone".formatted(pid)))
            .toList();

    var news = page.open(records, "panel=differs").select("#differs li");

    assertThat(news).hasSize(1);
    assertThat(news.text()).contains("2 cells", "and 1 more error like it");
  }

  @Test
  void theHeadSaysHowManyCausesExplainHowMuch() throws Exception {
    var shown = page.open(CausesRun.records(), "view=why");

    assertThat(shown.select(".why-head li").eachText())
        .containsExactly(
            "2 causes explain 94 % of 18 failing cells; there are 3.",
            "2 causes with 17 cells are fixed upstream; a build of this run has the fix of all of them.",
            "1 cause with 1 cell has a known way that makes it work.");
    assertThat(shown.select("#counts .why-link").text())
        .isEqualTo("2 causes explain 94 % of the failures");
  }

  @Test
  void aCauseHasItsCellsBuildsKernelsFixRemedyAndIssue() throws Exception {
    var shown = page.open(CausesRun.records(), "view=why");

    assertThat(row(shown, "Linux put a mapping"))
        .containsExactly(
            "12",
            "3.17.1",
            "Linux 6.13 or newer 6.18",
            "CRIU 4.1 fixed upstream, not in 3.17.1",
            "none known",
            "8ee2eba47");
    assertThat(row(shown, "Linux answers"))
        .containsExactly(
            "5 2 not as expected",
            "4.1.1",
            "Linux 6.16 or newer 6.18",
            "CRIU 4.2 fixed upstream, not in 4.1.1",
            "not recorded",
            "criu#2811");
    assertThat(row(shown, "CRIU keeps a connection"))
        .contains("1", "any 6.18", "--tcp-established (network/c-2)");
    assertThat(shown.select("table[aria-label=Reasons] .cause-text").eachText())
        .containsExactly("sudo is not there: …");
  }

  @Test
  void itFollowsTheFilters() throws Exception {
    var shown = page.open(CausesRun.records(), "view=why&criu=4.3");

    assertThat(shown.select("table[aria-label=Causes] tbody tr")).hasSize(1);
  }

  @Test
  void aCauseShowsItsCellsInTheGrid() throws Exception {
    var shown =
        page.openAndDo(
            CausesRun.records(),
            "view=why",
            "[...document.querySelectorAll('.cause-text')].find(b => b.textContent.startsWith('Linux answers')).click()");

    assertThat(address(shown)).startsWith("#why=linux-answers-so-passcred-for-unix-");
    assertThat(shown.select("#shown").text()).isEqualTo("6 of 72 cells");
    assertThat(shown.select("#chips .chip").text()).contains("Linux answers SO_PASSCRED");
  }

  @Test
  void itIsReachedByItsLetter() throws Exception {
    var shown =
        page.openAndDo(
            CausesRun.records(),
            "",
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'w', bubbles: true }))");

    assertThat(address(shown)).isEqualTo("#view=why");
    assertThat(shown.select("#why tbody tr")).isNotEmpty();
  }

  @Test
  void searchReachesCausesIssuesRemediesAndCommands() throws Exception {
    for (var search :
        List.of(
            "SO_PASSCRED 6", "so_passcred+2811 6", "8ee2eba47 12", "--ghost-limit 1", "c-7 6")) {
      var parts = search.split(" ");
      assertThat(page.open(CausesRun.records(), "q=" + parts[0]).select("#shown").text())
          .startsWith(parts[1] + " of 72");
    }
  }

  @Test
  void newsWithACauseOnRecordAreOneEntryThatNamesIt() throws Exception {
    var differs = page.open(CausesRun.records(), "panel=differs").expectFirst("#differs");

    assertThat(differs.select("summary").text())
        .startsWith("3 cells differ from expectation, in 2 ways");
    assertThat(differs.select("li").first().text())
        .contains("2 cells regression")
        .contains("The same error is on record for 3 other cells: Linux answers SO_PASSCRED")
        .contains("fixed in CRIU 4.2, not in this build");
  }

  @Test
  void aCauseThatIsRecordedAsFixedAndWorksIsAnnounced() throws Exception {
    var shown = page.open(CausesRun.records(), "panel=fixed");

    assertThat(shown.select("#fixed summary").text())
        .isEqualTo("✓ 1 cause recorded as fixed is gone 1 cell works now");
    assertThat(shown.select("#fixed li").text()).contains("Linux answers", "fixed in CRIU 4.2");
    assertThat(page.open(SampleRun.records(), "").select("#fixed[hidden]")).hasSize(1);
  }
}
