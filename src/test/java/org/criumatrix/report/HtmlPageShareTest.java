package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.report.PageInBrowser.encoded;

import java.nio.file.Path;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests titles and links of the page's states, and the view as a table for other programs. */
class HtmlPageShareTest {

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  /** Returns the current view in a format. */
  private Document formatted(String format, String fragment) throws Exception {
    return page.openAndDo(
        CausesRun.records(),
        fragment,
        "document.body.dataset.text = formatted('%s')".formatted(format));
  }

  private static List<String> lines(Document shown) {
    return shown.body().attr("data-text").lines().toList();
  }

  @Test
  void everyStateHasATitle() throws Exception {
    var id = "network/c-1[criu=4.3,privilege=root,runtime=none,host=local]";
    var titles =
        List.of(
            List.of("", "What CRIU checkpoints and restores on Linux 6.18"),
            List.of("view=why", "causes – What CRIU"),
            List.of("criu=4.3&q=mpi", "CRIU 4.3 – “mpi” – What CRIU"),
            List.of("between=", "differs between builds – What CRIU"),
            List.of("cell=" + encoded(id), "network/c-1, CRIU 4.3, root: fails at dump – "),
            List.of("about=network", "Network – "));
    for (var title : titles) {
      assertThat(page.open(CausesRun.records(), title.get(0)).title()).startsWith(title.get(1));
    }
  }

  @Test
  void theCellsOfTheGridAreCsv() throws Exception {
    var lines = lines(formatted("csv", "q=c-1[&criu=4.3"));

    assertThat(lines).hasSize(3).first().asString().startsWith("cell,row,case,criu,privilege,");
    assertThat(lines.get(1))
        .startsWith("\"network/c-1[criu=4.3,privilege=root,runtime=none,host=local]\",network,")
        .endsWith("as expected,,CRIU keeps a connection only if asked,,");
  }

  @Test
  void theGridIsATableForLatex() throws Exception {
    var lines = lines(formatted("tex", "verdict=fails&criu=4.1.1"));

    assertThat(lines)
        .contains("\\begin{tabular}{lc}")
        .contains(" & CRIU 4.1.1 root \\\\")
        .contains("network/c-4 & \\fails \\\\")
        .anyMatch(l -> l.contains("arXiv") || l.contains("Andrijauskas"));
  }

  @Test
  void aTableForLatexHasTheTitleAndTheLinkOfItsView() throws Exception {
    var lines = lines(formatted("tex", "q=%22c-1%22+verdict%3Afails"));

    assertThat(lines.get(0))
        .isEqualTo(
            "% \"\"c-1\" verdict:fails\" - What CRIU checkpoints and restores on Linux 6.18");
    assertThat(lines.get(1)).startsWith("% file:").endsWith("#q=%22c-1%22+verdict%3Afails");
  }

  @Test
  void theCausesAreATable() throws Exception {
    assertThat(lines(formatted("csv", "view=why")))
        .first()
        .isEqualTo("cause,cells,criu,kernels,fixed,remedy,issue");
    assertThat(lines(formatted("csv", "view=why")))
        .contains(
            "Linux put a mapping in between,12,3.17.1,Linux 6.13 or newer,4.1,none known,8ee2eba47");
  }

  @Test
  void aDownloadIsMadeByThePageItself() throws Exception {
    var shown =
        page.openAndDo(
            CausesRun.records(),
            "",
            "document.addEventListener('click', e => { if (e.target.download) {"
                + " document.body.dataset.file = e.target.download; document.body.dataset.made = e.target.href.slice(0, 5);"
                + " e.preventDefault(); } });"
                + "document.querySelector('[data-download=csv]').click()");

    assertThat(shown.body().attr("data-file")).isEqualTo("criu-matrix-grid-2026-11-22.csv");
    assertThat(shown.body().attr("data-made")).isEqualTo("blob:");
  }

  @Test
  void thePublicationIsNamed() throws Exception {
    var shown = page.open(PublishedRun.records(), "panel=run&panel=since");

    assertThat(shown.select("#run").text())
        .contains("Checkpoint Restore in Userspace for computational simulations");
    assertThat(shown.select("#run a").eachAttr("href"))
        .contains("https://arxiv.org/abs/2402.05244", "matrix.csv", "matrix.tex", "records.jsonl");
    assertThat(shown.select("#since a").eachAttr("href"))
        .contains("https://arxiv.org/abs/2402.05244");
  }
}
