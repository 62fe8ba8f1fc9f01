package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.report.PageInBrowser.labels;

import java.nio.file.Path;
import java.util.List;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  @Test
  void showsTheGridAndWhatDiffers() throws Exception {
    var shown = page.open(SampleRun.records(), "");

    assertThat(shown.select("#differs").text()).contains("8 cells differ from expectation");
    assertThat(shown.select("#shown").text()).isEqualTo("400 cells");
    assertThat(shown.select("#grid thead th").eachText()).contains("CRIU 3.17.1");
    assertThat(labels(shown))
        .contains("serial/java, 4.3, root, fails at restore, regression")
        .contains("Serial, 4.3, root, 4/5 work, 1 not as expected");
    assertThat(shown.select("tr[class=case]")).hasSize(20);
  }

  @Test
  void followsTheAddress() throws Exception {
    var shown = page.open(SampleRun.records(), "verdict=fails&criu=4.3&q=thread+pid+mismatch");

    assertThat(shown.select("#shown").text()).isEqualTo("1 of 400 cells");
    assertThat(shown.select("#counts [aria-pressed=true]").eachText())
        .singleElement()
        .asString()
        .contains("fail");
    assertThat(shown.select("tr[class=case]")).hasSize(1);
  }

  @Test
  void opensACellWithAllThatIsKnownOfIt() throws Exception {
    var id = "serial/java[criu=4.3,privilege=root,runtime=none,host=local]";
    var drawer =
        page.open(SampleRun.records(), "cell=" + PageInBrowser.encoded(id)).select("#drawer");

    assertThat(drawer.select("#drawer-title").text()).isEqualTo("serial/java");
    assertThat(drawer.select(".verdict strong").text()).isEqualTo("fails at restore");
    assertThat(drawer.text()).contains("criu restore -D /tmp/criu-matrix/images", "exit 1");
    assertThat(drawer.select("#drawer-title ~ section h3").eachText()).contains("Commands");
  }

  @Test
  void opensARowWithThePublicationsClaims() throws Exception {
    var drawer = page.open(SampleRun.records(), "about=containers").select("#drawer");

    assertThat(drawer.select("h3").eachText()).contains("Published: the results page");
    assertThat(drawer.text()).contains("podman-outside", "podman-criu-direct");
  }

  @Test
  void showsPublishedCasesWithTodaysResultsAndThoseThatWereNotRun() throws Exception {
    var shown = page.open(PublishedRun.records(), "panel=since");

    assertThat(shown.select("#since").text())
        .contains("▲ 1 published as failing, works now", "▼ 1 published as working");
    assertThat(labels(shown))
        .anyMatch(l -> l.contains("published, CRIU 3.17.1: works, needs root; restores only once"))
        .contains("network/udp-moved-server, 4.3, root, works, works now")
        .contains("network/tcp-two-hosts-server, 4.3, root, fails at restore, fails now")
        .contains("network/tcp-one-host-client, 4.3, unprivileged, fails at dump");
    assertThat(shown.select("#grid .cases").eachText()).contains("4 of 15");
    assertThat(shown.select("tr.case.absent th").eachAttr("title"))
        .hasSize(11)
        .contains("network/udp-two-hosts-client");
  }

  @Test
  void opensAPublishedCase() throws Exception {
    var drawer =
        page.open(PublishedRun.records(), "about=network%2Fudp-moved-server").select("#drawer");

    assertThat(drawer.select("#drawer-title").text()).isEqualTo("network/udp-moved-server");
    assertThat(drawer.text())
        .contains("dumped on one host and restored on another", "▲ works now", "CRIU 4.3 · root");
    assertThat(page.open(PublishedRun.records(), "about=parallel%2Fmpi").select("#drawer").text())
        .contains("This run has no cell of it.");
  }

  @Test
  void keepsTwentyThousandCellsOutOfSight() throws Exception {
    var shown = page.open(SampleRun.large(1000, List.of("local")), "open=serial&open=open-files");

    assertThat(shown.select("#shown").text()).isEqualTo("20,000 cells");
    assertThat(shown.select("tr[class=case]")).hasSizeBetween(1, 100);
  }

  @Test
  void showsHostileTextsAsTexts() throws Exception {
    var cell = Cell.of(CaseId.parse("serial/simple-c"), "4.3", "root", "none", "local");
    var hostile = "</script><img src=x onerror=alert(1)>";
    var record =
        SampleCell.detailed(cell)
            .judged(Judgement.REGRESSION)
            .expected(hostile)
            .fails("dump", hostile);
    var shown = page.open(List.of(record), "cell=" + PageInBrowser.encoded(cell.id()));

    assertThat(shown.select("#drawer pre.error").text()).isEqualTo(hostile);
    assertThat(shown.select("img, [onerror]")).isEmpty();
  }
}
