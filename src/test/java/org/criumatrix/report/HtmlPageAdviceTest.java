package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.report.PageInBrowser.address;
import static org.criumatrix.report.PageInBrowser.encoded;

import java.nio.file.Path;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.runs.AdviceScore;
import org.criumatrix.runs.Samples;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what the page shows of causes, remedies, traits and predictions. */
class HtmlPageAdviceTest {

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  private Element drawer(List<CellRecord> records, CellRecord cell) throws Exception {
    return page.open(records, "cell=" + encoded(cell.id())).expectFirst("#drawer");
  }

  private static String section(Element drawer, String title) {
    return drawer.select("section").stream()
        .filter(s -> s.select("h3").text().equals(title))
        .findFirst()
        .orElseThrow()
        .text();
  }

  @Test
  void aFailureHasItsRemedyItsFixAndItsIssue() throws Exception {
    var drawer = drawer(AdvisedRun.records(), AdvisedRun.hit(AdvisedRun.CAUSE));

    assertThat(drawer.select(".cause").eachText())
        .containsExactly(
            "What makes it work: --tcp-established (network/tcp-one-host-{client,both})",
            "Fixed in CRIU 4.4: fixed upstream, not in this build",
            "Issue: " + AdvisedRun.ISSUE);
    assertThat(drawer.select(".cause a").eachAttr("href"))
        .containsExactly("#cell=" + encoded(AdvisedRun.records().get(1).id()), AdvisedRun.ISSUE);
  }

  @Test
  void theProofOpensItsCell() throws Exception {
    var records = AdvisedRun.records();
    var shown =
        page.openAndDo(
            records,
            "cell=" + encoded(records.get(0).id()),
            "const wait = setInterval(() => { const proof = document.querySelector('.cause a');"
                + " if (!proof) return; clearInterval(wait); proof.click();"
                + " document.body.dataset.opened = state.cell; }, 50)");

    assertThat(shown.body().attr("data-opened")).isEqualTo(records.get(1).id());
  }

  @Test
  void aCommitAnotherAddressAndACaseThatThisRunLacksAreText() throws Exception {
    for (var issue : List.of("8ee2eba47", "javascript:alert(1)", "ftp://a/b")) {
      var cause = new Cause("why", "an older kernel (serial/java)", issue, null);
      var drawer = drawer(AdvisedRun.records(cause), AdvisedRun.hit(cause));

      assertThat(drawer.select(".cause").eachText())
          .containsExactly("What makes it work: an older kernel (serial/java)", "Commit: " + issue);
      assertThat(drawer.select(".cause a")).isEmpty();
    }
  }

  @Test
  void aCellHasWhatItsProgramHeldAndWhatWasPredicted() throws Exception {
    var drawer = drawer(AdvisedRun.records(), AdvisedRun.hit(AdvisedRun.CAUSE));

    assertThat(section(drawer, "Held before the dump")).contains("inet-socket tcp-established");
    assertThat(section(drawer, "Options and plans"))
        .contains("--shell-job", "again restored more than once from the same images");
    assertThat(section(drawer, "Predicted from what it holds"))
        .contains(
            "fails at dump: Connected TCP socket, consider using --tcp-established"
                + " fails at restore: *Can't bind inet socket*",
            "hit seen: fails at dump");
  }

  @Test
  void theTableHasTheNumbersOfTheScore() throws Exception {
    var score = AdviceScore.of(List.of(AdvisedRun.records()));
    var advice = page.open(AdvisedRun.records(), "view=charts").expectFirst("#advice");

    assertThat(advice.hasAttr("hidden")).isFalse();
    assertThat(advice.select(".goals li").eachText())
        .containsExactly(
            "✗missed 33.3 % of the failing cells are predicted with the right cause, at least 95.0 %",
            "✗missed 33.3 % of the others are false alarms, at most 1.0 %");
    var causes = advice.select("table[aria-label=Causes] tbody tr").eachText();
    assertThat(causes).first().isEqualTo("all cells 6 1 1 1 2 1 33.3 % 33.3 %");
    assertThat(causes).hasSize(1 + score.causes().size());
    assertThat(causes.get(1))
        .isEqualTo("fails at restore: *Can't bind inet socket* 2 0 1 0 0 1 0.0 % 100.0 %");
    assertThat(advice.select("table[aria-label=Traits] tbody th").eachText())
        .containsExactlyElementsOf(score.traits().stream().map(AdviceScore.Line::name).toList());
    assertThat(advice.select("ul.wrong a").eachAttr("title"))
        .containsExactlyElementsOf(score.wrong().stream().map(w -> w.cell().id()).toList());
    assertThat(advice.select("ul.wrong li").eachText().get(0))
        .contains("miss", "predicted: works", "seen: fails at answer: the periodic timer");
  }

  @Test
  void aNumberShowsItsCells() throws Exception {
    var shown =
        page.openAndDo(
            AdvisedRun.records(),
            "view=charts",
            "[...document.querySelectorAll('#advice button')].find(b => b.closest('td').cellIndex === 4).click()");

    assertThat(address(shown)).isEqualTo("#advice=miss");
    assertThat(shown.select("#shown").text()).isEqualTo("1 of 7 cells");
  }

  @Test
  void aRunOfAnOlderSuiteHasNoPredictions() throws Exception {
    var shown = page.open(List.of(Samples.cell("serial/java").works()), "view=charts");

    assertThat(shown.select("#advice").text()).isEmpty();
    assertThat(shown.select("details[data-menu=advice]")).isEmpty();
  }
}
