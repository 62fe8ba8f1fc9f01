package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

  @Test
  void tellsOfEachKernelAndBuildHowManyWork() throws Exception {
    assertThat(page.open(MeasuredRun.records(), "view=heat"))
        .contains("<div data-view=\"grid\" hidden", ">12 of 13</button>", ">13 of 13</button>")
        .contains("aria-label=\"Linux 6.1.0, CRIU 4.3, 12 of 13 work\"")
        .contains("aria-label=\"Linux 6.18.1, CRIU 4.3, 13 of 13 work\"")
        .contains("aria-label=\"all kernels, CRIU 4.1.1, 24 of 26 work\"")
        .contains("aria-label=\"all kernels, all builds, 73 of 78 work\"");
  }

  @Test
  void tellsWhatDidNotRunAndWhatDiffers() throws Exception {
    assertThat(page.open(SampleRun.records(), "view=heat"))
        .contains("aria-label=\"Linux 6.18.1, CRIU 3.17.1, 0 of 88 work, 12 unavailable\"");
    assertThat(page.open(SampleRun.records(), "view=heat&criu=4.3&row=gpu"))
        .contains("aria-label=\"Linux 6.18.1, CRIU 4.3, none ran, 5 unavailable\"");
    assertThat(page.open(SampleRun.records(), "view=heat&criu=4.3&q=serial%2Fjava"))
        .contains("aria-label=\"Linux 6.18.1, CRIU 4.3, 3 of 5 work, 1 not as expected\"");
  }

  @Test
  void followsTheFilters() throws Exception {
    assertThat(page.open(MeasuredRun.records(), "view=heat&row=serial"))
        .contains("aria-label=\"Linux 6.1.0, CRIU 4.3, 0 of 1 work\"")
        .contains("aria-label=\"Linux 6.18.1, CRIU 4.3, 1 of 1 work\"");
  }

  @Test
  void leadsToItsCellsInTheGrid() throws Exception {
    assertThat(page.openAndDo(MeasuredRun.records(), "view=heat&row=serial", CLICK))
        .contains("data-address=\"#criu=4.3&amp;kernel=6.18.1&amp;row=serial\"")
        .contains(">1 of 78 cells<", "id=\"heat\" hidden", "serial/java, 4.3, 6.18.1, works");
  }

  @Test
  void comesBackWithTheBrowsersBack() throws Exception {
    assertThat(page.openAndDo(MeasuredRun.records(), "view=heat", CLICK + "; history.back()"))
        .contains("<div data-view=\"grid\" hidden", ">78 cells<", "all builds, 73 of 78 work");
  }

  @Test
  void isWalkedWithTheArrowKeys() throws Exception {
    var right =
        "const key = name => document.querySelector('#heat [tabindex=\"0\"]').dispatchEvent("
            + "new KeyboardEvent('keydown', { key: name, bubbles: true }));"
            + "key('ArrowRight'); key('ArrowDown'); key('End');"
            + "document.activeElement.dataset.here = ''";

    assertThat(page.openAndDo(MeasuredRun.records(), "view=heat", right))
        .containsPattern("aria-label=\"Linux 6.18.1, all builds[^>]*tabindex=\"0\" data-here")
        .containsOnlyOnce("data-column=\"3\" tabindex=\"0\"");
  }

  @Test
  void isReachedByItsLetter() throws Exception {
    var letter =
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '%s', bubbles: true }))";

    assertThat(page.openAndDo(MeasuredRun.records(), "", letter.formatted("h")))
        .contains("data-address=\"#view=heat\"", "73 of 78 work");
  }
}
