package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how the page shows the time of the whole run. */
class HtmlPageAccountTest {

  @TempDir Path target;

  @Test
  void whatTheLanesDidIsShownLongestFirst() throws Exception {
    var figure =
        PageInBrowser.in(target)
            .open(SampleRun.records(), "view=charts")
            .expectFirst("figure[data-figure=account]");

    assertThat(figure.select("desc").text())
        .contains("cells 120.0 s; golden runs 30.0 s; before and after: Allure report 5000 ms");
    assertThat(figure.select("figcaption").text()).contains("Processor time: ", "suite 40.0 s");
    assertThat(figure.select("tbody tr").eachText()).first().isEqualTo("cells 120.0 s 80 %");
    assertThat(figure.text()).doesNotContain("hosts closed");
  }
}
