package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the time of the whole run went, as the page shows it. */
class HtmlPageAccountTest {

  @TempDir Path target;

  @Test
  void whatTheLanesDidIsShownLongestFirst() throws Exception {
    var page = PageInBrowser.in(target).open(SampleRun.records(), "view=charts");
    var figure =
        Pattern.compile("<figure data-figure=\"account\">.*?</figure>", Pattern.DOTALL)
            .matcher(page);

    assertThat(figure.find()).as("the figure").isTrue();
    assertThat(figure.group())
        .contains("cells 120.0 s; golden runs 30.0 s; before and after: Allure report 5000 ms")
        .contains("Processor time: ")
        .contains("suite 40.0 s")
        .contains("<td>120.0 s</td><td>80 %</td>")
        .doesNotContain("hosts closed");
  }
}
