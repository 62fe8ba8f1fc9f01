package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page says of cases, and which words of users find them. */
class HtmlPageWordsTest {

  private static final String MPI = "parallel/mpi-tree-prepared-openmpi-2";
  private static final String INSIDE = "inside-container/docker-none-unprivileged";
  private static final String TIMER = "objects/timerfd-unread";

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  private static SampleCell cell(String name, String privilege, String runtime, String host) {
    return SampleCell.of(Cell.of(CaseId.parse(name), "4.3", privilege, runtime, host));
  }

  private static List<CellRecord> records() {
    return List.of(
        cell(MPI, "root", "none", "local").compared("An MPI job in two ranks.").works(),
        cell(MPI, "unprivileged", "none", "local").unavailable("no right"),
        cell(INSIDE, "root", "none", "container:docker")
            .compared("CRIU --unprivileged, as root of a container.")
            .works(),
        cell(TIMER, "root", "none", "local").compared("a timerfd keeps its tick").works(),
        cell("serial/was-removed", "root", "apptainer@sid", "local").works());
  }

  @ParameterizedTest
  @CsvSource({
    "mpirun, 2",
    "two ranks, 2",
    "rootless, 1",
    "unprivileged, 1",
    "without root, 1",
    "mpi without root, 1",
    "--unprivileged, 1",
    "timer_create, 1",
    "singularity, 1",
    "docker, 1",
    "arm64, 0",
    "was-removed, 1",
    "linux sid, 0",
  })
  void wordsOfUsersFindCells(String words, int cells) throws Exception {
    var shown = page.open(records(), "q=" + PageInBrowser.encoded(words));

    assertThat(shown.select("#shown").text()).isEqualTo("%d of 5 cells".formatted(cells));
  }

  @Test
  void theDrawerBeginsWithTheSentence() throws Exception {
    var id = cell(TIMER, "root", "none", "local").cell().id();
    var drawer = page.open(records(), "cell=" + PageInBrowser.encoded(id)).select("#drawer");

    assertThat(drawer.select(".sentence").text()).isEqualTo("A timerfd keeps its tick.");
  }

  @Test
  void theDrawerSaysWhatACaseIsAnExampleOfAndHowItIsPlayed() throws Exception {
    var wrong = SampleCell.of("network/tcp-one-host-client-without-flag").refuses();
    var shown = page.open(List.of(wrong), "cell=" + PageInBrowser.encoded(wrong.id()));

    assertThat(shown.select("#drawer .why").first().text())
        .startsWith("An example of ")
        .endsWith(", deliberately wrong: CRIU has to refuse it");
    assertThat(shown.select("#drawer .why a").first().attr("href")).startsWith("#q=");
  }

  @Test
  void theNameOfACaseHasTheSentence() throws Exception {
    var shown = page.open(records(), "open=parallel&open=serial");

    assertThat(shown.select("tr.case th").eachAttr("title"))
        .contains(MPI + "\nAn MPI job in two ranks.", "serial/was-removed");
  }
}
