package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.report.PageInBrowser.address;
import static org.criumatrix.report.PageInBrowser.labels;

import java.nio.file.Path;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageHeatMapTest {

  /** The newest build on the newer kernel, where everything works. */
  private static final String CLICK =
      "document.querySelector('[aria-label^=\"Linux 6.18.1, CRIU 4.3\"]').click()";

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  private List<String> heat(List<CellRecord> records, String fragment) throws Exception {
    return labels(page.open(records, fragment));
  }

  @Test
  void tellsOfEachKernelAndBuildHowManyWork() throws Exception {
    var shown = page.open(MeasuredRun.records(), "view=heat");

    assertThat(shown.select("[data-view=grid][hidden]")).hasSize(1);
    assertThat(shown.select("#heat button").eachText()).contains("12 of 13", "13 of 13");
    assertThat(labels(shown))
        .contains("Linux 6.1.0, CRIU 4.3, 12 of 13 work")
        .contains("Linux 6.18.1, CRIU 4.3, 13 of 13 work")
        .contains("all kernels, CRIU 4.1.1, 24 of 26 work")
        .contains("all kernels, all builds, 73 of 78 work");
  }

  @Test
  void tellsWhatDidNotRunAndWhatDiffers() throws Exception {
    assertThat(heat(SampleRun.records(), "view=heat"))
        .contains("Linux 6.18.1, CRIU 3.17.1, 0 of 100 work, 12 unavailable");
    assertThat(heat(SampleRun.records(), "view=heat&criu=4.3&row=gpu"))
        .contains("Linux 6.18.1, CRIU 4.3, none ran, 5 unavailable");
    assertThat(heat(SampleRun.records(), "view=heat&criu=4.3&q=serial%2Fjava"))
        .contains("Linux 6.18.1, CRIU 4.3, 3 of 5 work, 1 not as expected");
  }

  @Test
  void followsTheFilters() throws Exception {
    assertThat(heat(MeasuredRun.records(), "view=heat&row=serial"))
        .contains("Linux 6.1.0, CRIU 4.3, 0 of 1 work")
        .contains("Linux 6.18.1, CRIU 4.3, 1 of 1 work");
  }

  @Test
  void leadsToItsCellsInTheGrid() throws Exception {
    var shown = page.openAndDo(MeasuredRun.records(), "view=heat&row=serial", CLICK);

    assertThat(address(shown)).isEqualTo("#criu=4.3&kernel=6.18.1&row=serial");
    assertThat(shown.select("#shown").text()).isEqualTo("1 of 78 cells");
    assertThat(shown.select("#heat[hidden]")).hasSize(1);
    assertThat(labels(shown)).contains("serial/java, 4.3, 6.18.1, works");
  }

  @Test
  void comesBackWithTheBrowsersBack() throws Exception {
    var shown = page.openAndDo(MeasuredRun.records(), "view=heat", CLICK + "; history.back()");

    assertThat(shown.select("[data-view=grid][hidden]")).hasSize(1);
    assertThat(shown.select("#shown").text()).isEqualTo("78 cells");
    assertThat(labels(shown)).contains("all kernels, all builds, 73 of 78 work");
  }

  @Test
  void isWalkedWithTheArrowKeys() throws Exception {
    var right =
        "const key = name => document.querySelector('#heat [tabindex=\"0\"]').dispatchEvent("
            + "new KeyboardEvent('keydown', { key: name, bubbles: true }));"
            + "key('ArrowRight'); key('ArrowDown'); key('End');"
            + "document.activeElement.dataset.here = ''";
    var reached =
        page.openAndDo(MeasuredRun.records(), "view=heat", right).select("#heat [tabindex=0]");

    assertThat(reached).hasSize(1);
    assertThat(reached.attr("aria-label")).startsWith("Linux 6.1.0, all builds");
    assertThat(reached.attr("data-column")).isEqualTo("3");
    assertThat(reached.hasAttr("data-here")).as("has the focus").isTrue();
  }

  @Test
  void isReachedByItsLetter() throws Exception {
    var letter =
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '%s', bubbles: true }))";
    var shown = page.openAndDo(MeasuredRun.records(), "", letter.formatted("h"));

    assertThat(address(shown)).isEqualTo("#view=heat");
    assertThat(labels(shown)).contains("all kernels, all builds, 73 of 78 work");
  }
}
