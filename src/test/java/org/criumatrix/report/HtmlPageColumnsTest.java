package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.report.PageInBrowser.address;
import static org.criumatrix.report.PageInBrowser.labels;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which columns the grid has, and what their heads say. */
class HtmlPageColumnsTest {

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  @Test
  void theNewestBuildIsFirst() throws Exception {
    var shown = page.open(CausesRun.records(), "");

    assertThat(shown.select("#grid thead th[scope=colgroup].first").eachText())
        .containsExactly("CRIU 4.3", "CRIU 4.1.1", "CRIU 3.17.1");
  }

  @Test
  void columnsWithOneReasonAreFoldedAndSayIt() throws Exception {
    var shown = page.open(CausesRun.records(), "");

    assertThat(shown.select("#grid th.folded").eachText())
        .containsExactly(
            "sudo: sudo is not there: … (12 cells)",
            "sudo: sudo is not there: … (12 cells)",
            "root: dumps nothing on Linux 6.13 or newer: 12 cells",
            "sudo: sudo is not there: … (12 cells)");
    assertThat(shown.select("#valid").text()).isEqualTo("valid for Linux 6.18 only");
    assertThat(labels(shown)).contains("Network, 3.17.1, root, fails, 12 cells");
  }

  @Test
  void aFoldedColumnOpens() throws Exception {
    var shown =
        page.openAndDo(
            CausesRun.records(), "", "document.querySelector('[data-unfold=\"3.17.1\"]').click()");

    assertThat(address(shown)).isEqualTo("#unfold=3.17.1");
    assertThat(shown.select("#grid th.folded")).hasSize(2);
  }

  @Test
  void aChosenColumnIsNotFolded() throws Exception {
    var shown = page.open(CausesRun.records(), "privilege=sudo");

    assertThat(shown.select("#grid th.folded")).isEmpty();
    assertThat(shown.select("#grid tbody .slot.unavailable")).isNotEmpty();
  }

  @Test
  void aColumnWithNewsOrFewCellsStaysOpen() throws Exception {
    var few = CausesRun.records().stream().filter(r -> r.id().contains("/c-1[")).toList();

    assertThat(page.open(few, "").select("#grid th.folded")).isEmpty();
    assertThat(page.open(SampleRun.records(), "").select("#grid th:contains(CRIU 4.1.1)"))
        .hasSize(1);
  }

  @Test
  void aBuildThatAnotherKernelLetsWorkSaysWhereItDoesNot() throws Exception {
    var records =
        IntStream.rangeClosed(1, 12)
            .boxed()
            .flatMap(
                i ->
                    List.of(
                        SampleCell.of("serial/c-" + i).criu("3.17.1").on("vm:a", "6.1.0").works(),
                        SampleCell.of("serial/c-" + i)
                            .criu("3.17.1")
                            .on("vm:b", "6.18.1")
                            .cause(CausesRun.MAPPING)
                            .expected("fails at dump: bounds")
                            .fails("dump", "bounds"))
                        .stream())
            .toList();
    assertThat(page.open(records, "").select("#grid th.folded").text())
        .isEqualTo("6.18.1: dumps nothing on Linux 6.13 or newer: 12 cells");
    var shown = page.open(records, "within=privilege");

    assertThat(shown.select("#valid").text()).isEqualTo("valid for Linux 6.18, 6.1 only");
    assertThat(shown.select("#grid th .rule").text())
        .isEqualTo("dumps nothing on Linux 6.13 or newer: 12 cells");
  }

  @Test
  void whatDiffersBetweenBuildsIsAFilter() throws Exception {
    var shown = page.open(CausesRun.records(), "between=&criu=4.1.1&criu=4.3");

    // Of twelve cases five fail with 4.1.1, and one of these with 4.3 too.
    assertThat(shown.select("#shown").text()).isEqualTo("8 of 72 cells");
    assertThat(shown.select("#between").attr("aria-pressed")).isEqualTo("true");
  }

  @Test
  void aRowThatDidNotRunAsAWholeIsNotFullyGreen() throws Exception {
    var records =
        List.of(
            SampleCell.of("serial/a").works(), SampleCell.of("serial/b").unavailable("no java"));

    assertThat(page.open(records, "").select("tr.group .slot.some").eachText())
        .containsExactly("1/2");
  }
}
