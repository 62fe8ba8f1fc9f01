package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

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

    assertThat(shown)
        .contains("8 cells differ from expectation", ">400 cells<", "CRIU 3.17.1</th>")
        .contains("aria-label=\"serial/java, 4.3, root, fails at restore, regression\"")
        .contains("aria-label=\"Serial, 4.3, root, 4 of 5 work, 1 not as expected\"");
    assertThat(shown.split("<tr class=\"case\"")).hasSize(1 + 20);
  }

  @Test
  void followsTheAddress() throws Exception {
    var shown = page.open(SampleRun.records(), "verdict=fails&criu=4.3&q=thread+pid");

    assertThat(shown).contains(">1 of 400 cells<", "aria-pressed=\"true\"");
    assertThat(shown.split("<tr class=\"case\"")).hasSize(1 + 1);
  }

  @Test
  void opensACellWithAllThatIsKnownOfIt() throws Exception {
    var id = "serial/java[criu=4.3,privilege=root,runtime=none,host=local]";

    assertThat(page.open(SampleRun.records(), "cell=" + PageInBrowser.encoded(id)))
        .contains("<h2 id=\"drawer-title\">serial/java</h2>", "fails at restore")
        .contains("criu restore -D /tmp/criu-matrix/images", "exit 1")
        .contains("href=\"./evidence/serial/java/4.3-1\"");
  }

  @Test
  void opensARowWithThePublicationsClaims() throws Exception {
    assertThat(page.open(SampleRun.records(), "about=containers"))
        .contains("Published: the results page", "podman-outside", "podman-criu-direct");
  }

  @Test
  void showsPublishedCasesBesideTodaysAndThoseThatWereNotRun() throws Exception {
    var shown = page.open(PublishedRun.records(), "");

    assertThat(shown)
        .contains("▲</span> 1 published as failing, works now", "▼</span> 1 published as working")
        .contains("published, CRIU 3.17.1: works, needs root; restores only once")
        .contains("aria-label=\"network/udp-moved-server, 4.3, root, works, works now\"")
        .contains(
            "aria-label=\"network/tcp-two-hosts-server, 4.3, root, fails at restore, fails now\"")
        .contains("aria-label=\"network/tcp-one-host-client, 4.3, unprivileged, fails at dump\"")
        .contains("4 of 15</span>", "title=\"network/udp-two-hosts-client\"");
    assertThat(shown.split("<tr class=\"case absent\"")).hasSize(1 + 11);
  }

  @Test
  void opensAPublishedCase() throws Exception {
    assertThat(page.open(PublishedRun.records(), "about=network%2Fudp-moved-server"))
        .contains("<h2 id=\"drawer-title\">network/udp-moved-server</h2>")
        .contains("dumped on one host and restored on another", "▲ works now", "CRIU 4.3 · root");
    assertThat(page.open(PublishedRun.records(), "about=parallel%2Fmpi"))
        .contains("This run has no cell of it.");
  }

  @Test
  void keepsTwentyThousandCellsOutOfSight() throws Exception {
    var shown = page.open(SampleRun.large(1000, List.of("local")), "open=serial&open=open-files");

    assertThat(shown).contains(">20,000 cells<");
    assertThat(shown.split("<tr class=\"case\"")).hasSizeLessThan(100);
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

    assertThat(page.open(List.of(record), "cell=" + PageInBrowser.encoded(cell.id())))
        .contains("&lt;/script&gt;&lt;img")
        .doesNotContain("<img");
  }
}
