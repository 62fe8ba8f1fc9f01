package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.report.PageInBrowser.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the page on a phone: it shows one build at a time. */
class HtmlPageSmallTest {

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  @Test
  void theNewestBuildIsShownAloneAndTheOthersAreOffered() throws Exception {
    var shown = page.openSmall(CausesRun.records(), "");

    assertThat(shown.select("#grid thead th[scope=colgroup]").eachText())
        .containsExactly("CRIU 4.3");
    assertThat(shown.select("#pages:not([hidden]) label").eachText())
        .containsExactly("4.3", "4.1.1", "3.17.1", "published");
    assertThat(labels(shown)).contains("network/c-1, 4.3, root, fails at dump");
  }

  @Test
  void anotherBuildHasAnAddress() throws Exception {
    var shown = page.openSmall(CausesRun.records(), "one=3.17.1");

    assertThat(shown.select("#grid thead th[scope=colgroup]").eachText())
        .containsExactly("CRIU 3.17.1 dumps nothing on Linux 6.13 or newer: 12 cells");
  }

  @Test
  void thePublicationIsAPageOfItsOwn() throws Exception {
    var shown = page.openSmall(PublishedRun.records(), "one=published");

    // This run has one build only, so that there is nothing to choose.
    assertThat(shown.select("#pages[hidden]")).hasSize(1);
    assertThat(
            page.openSmall(CausesRun.records(), "one=published")
                .select("#grid thead th.published")
                .eachText())
        .contains("published", "since then");
  }

  @Test
  void theGridFitsAPhoneWithLargeCounts() throws Exception {
    var records = new ArrayList<CellRecord>();
    for (var i = 0; i < 1000; i++) {
      for (var privilege : List.of("root", "capabilities", "unprivileged")) {
        var cell = SampleCell.of("objects/pipe-" + i).privilege(privilege);
        records.add(i % 2 == 0 ? cell.works() : cell.fails("dump", "it does not"));
      }
    }

    var shown =
        page.openAndDo(
            records,
            "",
            "document.body.dataset.clipped = box.scrollWidth - box.clientWidth",
            PageInBrowser.PHONE);

    assertThat(shown.select("#grid .counted").eachText()).contains("500/1000");
    assertThat(shown.body().attr("data-clipped")).isEqualTo("0");
  }

  @Test
  void aLargeScreenShowsAllBuilds() throws Exception {
    assertThat(page.open(CausesRun.records(), "one=3.17.1").select("#pages[hidden]")).hasSize(1);
  }
}
