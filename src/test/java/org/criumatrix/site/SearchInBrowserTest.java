package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.report.Browser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users type, and what the search answers, from disk. */
class SearchInBrowserTest {

  @TempDir private static Path temporary;
  private static SampleSite site;
  private static Browser browser;

  @BeforeAll
  static void write() throws IOException {
    var installed = Browser.installed();
    assumeTrue(installed.isPresent(), "no Chromium is installed to search with");
    browser = new Browser(installed.get(), temporary.resolve("profile"));
    site = SampleSite.in(temporary);
  }

  private static Document search(String words) throws Exception {
    return Jsoup.parse(
        browser.open(site.folder().resolve("index.html"), "q=" + Words.encoded(words)));
  }

  private static List<String> titles(Document shown) {
    return shown.select("#results .title").eachText();
  }

  @Test
  void aProgramInAContextIsNeverTestedWithTheNearestThatIs() throws Exception {
    var shown = search("R with 8 workers under Slurm without root");
    var first = shown.selectFirst("#results li");

    assertThat(first.select(".title").text()).isEqualTo("R with parallel workers");
    assertThat(first.select(".sign").text()).isEqualTo("?");
    assertThat(first.text())
        .contains("Never tested: slurm, without root.", "Nearest: CRIU 4.3 as root", "works.")
        .contains("./criu-matrix try --privilege=unprivileged --job=SCRIPT");
    assertThat(first.select("a").attr("href")).startsWith("can/app-r-parallel.html#at_");
  }

  @Test
  void aContextThatWasTestedLeadsToItsLine() throws Exception {
    var first = search("mpirun without root on Linux 6.12").selectFirst("#results li");

    assertThat(first.text())
        .contains("MPI with Open MPI", "CRIU 4.3 without root, Linux 6.12: no.");
    var link = first.select("a").attr("href").split("#");
    assertThat(site.page(link[0]).getElementById(link[1]).closest("tr").text())
        .startsWith("Without root");
  }

  @Test
  void anEngineWithItsVersionFindsWhatFailsInIt() throws Exception {
    assertThat(titles(search("does docker 28 restore")))
        .startsWith("A docker container")
        .contains("Docker 28 goes into the new network namespace before the task is started");
  }

  @Test
  void aReleaseIsAskedWhatItBreaks() throws Exception {
    var first = search("what does 4.3 break").selectFirst("#results li");

    assertThat(first.select("a").attr("href")).isEqualTo("criu/4.3.html");
    assertThat(first.text()).contains("1 cell got worse");
  }

  @Test
  void aLineOfALogFindsItsCause() throws Exception {
    var shown =
        search(
            "(00.012345) Error (criu/sk-unix.c:862): unix: Can't dump half of stream unix connection.");

    assertThat(shown.select("#results li").get(0).select("a").attr("href"))
        .isEqualTo("why/%s.html".formatted(SampleData.HALF));
    assertThat(shown.select("#results li").get(0).text())
        .contains("Way out: dump both ends in one tree (network/unix-stream-one-tree).");
  }

  @Test
  void aPartOfAMessageFindsItsCauseToo() throws Exception {
    assertThat(search("capability 40 missing").select("#results a").eachAttr("href"))
        .first()
        .isEqualTo("why/%s.html".formatted(SampleData.CAPABILITY));
  }

  @Test
  void anArchitectureWithoutResultsSaysWhatWouldTell() throws Exception {
    var shown = search("arm64");

    assertThat(shown.select("#context").text())
        .contains(
            "Never tested: arm64. The suite has been run on emulated machines of arm64",
            "./criu-matrix run -Dcells='serial/*' -Dcriu=newest. It plays the simplest programs");
    assertThat(shown.select("#shown").text()).isEqualTo("0 results");
  }

  @Test
  void anOptionIsFoundByItsName() throws Exception {
    assertThat(titles(search("--tcp-established"))).first().isEqualTo("--tcp-established");
  }

  @Test
  void aSingleLetterIsAWord() throws Exception {
    assertThat(titles(search("R"))).first().isEqualTo("R with parallel workers");
  }

  @Test
  void nothingFoundSaysWhatToDo() throws Exception {
    var shown = search("qwertz");

    assertThat(titles(shown)).isEmpty();
    assertThat(shown.select("#context").text()).contains("./criu-matrix try -- PROGRAM");
  }

  @Test
  void theFormOfAnyPageLeadsHere() throws Exception {
    var form = site.page("can/mpi-openmpi.html").selectFirst("form[role=search]");
    assertThat(form.attr("action")).isEqualTo("../index.html");
    assertThat(form.attr("method")).isEqualTo("get");
    assertThat(form.select("input").attr("name")).isEqualTo("q");
  }

  @Test
  void aQueryShowsItsCells() throws Exception {
    var page = site.folder().resolve("query.html");
    var shown =
        Jsoup.parse(
            browser.open(page, "q=" + Words.encoded("verdict:fails criu:newest row:network")));

    assertThat(shown.select("#shown").text()).startsWith("1 cell of ");
    assertThat(shown.select("#cells tbody tr").text())
        .contains("✗ fails at dump", "network/unix-half", "Can't dump half");
    assertThat(shown.select("#cells a").attr("href")).isEqualTo("case/network/unix-half.html");
    assertThat(shown.select("#fields code").eachText()).contains("kernel");
  }

  @Test
  void aDistributionStandsForItsKernelAndItsCriu() throws Exception {
    var shown = search("mpirun on Debian 12");

    assertThat(shown.select("#context").text())
        .contains("Debian 12 (bookworm) has Linux 6.1 and CRIU 3.17.1.");
    assertThat(shown.select("#results li").get(0).text()).contains("Never tested: debian 12.");
  }

  @Test
  void aMistakeInAQueryNamesItself() throws Exception {
    var shown =
        Jsoup.parse(
            browser.open(
                site.folder().resolve("query.html"), "q=" + Words.encoded("verdict:maybe")));

    assertThat(shown.select("#shown.mistake").text()).contains("maybe");
  }

  @Test
  void savedQueriesLeadToTheirCells() throws Exception {
    var link = site.page("saved.html").selectFirst("a[href*=harm]").attr("href");
    var shown = Jsoup.parse(browser.open(site.folder().resolve("query.html"), link.split("#")[1]));

    assertThat(shown.select("#cells tbody tr").eachText())
        .hasSize(2)
        .allMatch(r -> r.contains("eventfd-semaphore"));
  }
}
