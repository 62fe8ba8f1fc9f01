package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.report.PageInBrowser.address;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageChartsTest {

  private static final List<String> FIGURES =
      List.of("by-criu", "by-kernel", "by-descriptors", "by-memory", "by-processes", "by-threads");

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  @Test
  void showsTheRecordedNumbersOfEveryAttempt() throws Exception {
    var shown = page.open(MeasuredRun.records(), "view=charts&all=");
    var builds = figure(shown, "by-criu");

    assertThat(builds.select("h3").text()).isEqualTo("Time to dump by CRIU build");
    assertThat(builds.select("text.axis").text()).isEqualTo("Time to dump (ms, logarithmic)");
    assertThat(builds.select("text.number").eachText()).contains("n = 121");
    assertThat(builds.select("desc").text())
        .contains("4.1.1: median 102 ms, quartiles 13.0 ms and 1001 ms, from 10.0 ms to 1004 ms, ");
    assertThat(rows(builds)).contains("4.3 121 30.0 ms 33.0 ms 302 ms 3001 ms 9000 ms");
    assertThat(rows(figure(shown, "by-kernel")))
        .anyMatch(row -> row.startsWith("6.1.0 180 10.0 ms "))
        .anyMatch(row -> row.startsWith("6.18.1 181 10.0 ms "));
  }

  @Test
  void drawsALineForEachBuildAlongWhatIsSwept() throws Exception {
    var memory = figure(page.open(MeasuredRun.records(), "view=charts"), "by-memory");

    assertThat(memory.select("h3").text()).isEqualTo("Time to dump by memory (MiB)");
    assertThat(memory.select("text.axis").eachText()).contains("Memory (MiB), logarithmic");
    assertThat(memory.select("figcaption").text()).contains("10 values each");
    assertThat(memory.select("desc").text())
        .contains("CRIU 4.2.1: 22.0 ms at 1, 202 ms at 10, 2002 ms at 100");
    assertThat(rows(memory))
        .contains("4.1.1 1 10 10.0 ms 11.0 ms 12.0 ms 13.0 ms 14.0 ms")
        .contains("4.3 100 10 3000 ms 3001 ms 3002 ms 3003 ms 3004 ms");
    assertThat(memory.select("g.sweep").eachAttr("class")).hasSize(3).doesNotHaveDuplicates();
    assertThat(memory.select("path.way").eachAttr("stroke-dasharray"))
        .hasSize(3)
        .doesNotHaveDuplicates();
    assertThat(memory.select("path.marker").eachAttr("d")).hasSize(9);
    assertThat(Set.copyOf(memory.select("path.marker").eachAttr("d"))).hasSize(3);
  }

  @Test
  void givesEveryFigureATitleAnAxisWordsAndNumbers() throws Exception {
    var shown = page.open(MeasuredRun.records(), "view=charts&measure=restore");

    for (var name : FIGURES) {
      var figure = figure(shown, name);
      assertThat(figure.select("h3#" + name + "-title").text()).startsWith("Time to restore by ");
      assertThat(figure.select("svg").attr("aria-labelledby"))
          .isEqualTo(name + "-title " + name + "-words");
      assertThat(figure.select("desc#" + name + "-words").text()).isNotEmpty();
      assertThat(figure.select("text.axis").eachText())
          .anyMatch(axis -> axis.startsWith("Time to restore (ms"));
      assertThat(rows(figure)).isNotEmpty();
    }
  }

  @Test
  void comesBackFromTheAddress() throws Exception {
    var shown =
        page.open(MeasuredRun.records(), "view=charts&measure=images&criu=4.1.1&q=memory-1m");
    var builds = figure(shown, "by-criu");

    assertThat(shown.select("#shown").text()).isEqualTo("2 of 78 cells");
    assertThat(shown.select("[data-view=grid][hidden]")).hasSize(1);
    assertThat(builds.select("h3").text()).isEqualTo("Image size by CRIU build");
    assertThat(builds.select("text.axis").text()).isEqualTo("Image size (MiB)");
    assertThat(rows(builds))
        .containsExactly("4.1.1 10 10.0 MiB 11.0 MiB 12.0 MiB 13.0 MiB 14.0 MiB");
  }

  @Test
  void followsTheFilters() throws Exception {
    var shown =
        page.openAndDo(
            MeasuredRun.records(),
            "view=charts",
            "document.querySelector('input[data-filter=criu][value=\"4.2.1\"]').click();"
                + "document.querySelector('input[data-filter=kernel][value=\"6.1.0\"]').click()");

    assertThat(address(shown)).isEqualTo("#criu=4.2.1&kernel=6.1.0&view=charts");
    assertThat(rows(figure(shown, "by-kernel")))
        .singleElement()
        .asString()
        .startsWith("6.1.0 60 20.0 ms ");
    assertThat(rows(figure(shown, "by-threads")))
        .allMatch(row -> row.startsWith("4.2.1 "))
        .anyMatch(row -> row.startsWith("4.2.1 10 5 200 ms 201 ms 202 ms "));
  }

  @Test
  void comparesOnlyWhatWasMeasuredEverywhereUnlessAsked() throws Exception {
    var shown = page.open(MeasuredRun.records(), "view=charts");
    var all =
        page.openAndDo(
            MeasuredRun.records(), "view=charts", "document.getElementById('same').click()");

    assertThat(address(all)).isEqualTo("#view=charts&all=");
    assertThat(figure(all, "by-criu").select("text.number").eachText()).contains("n = 121");
    assertThat(rows(figure(shown, "by-criu")))
        .contains("4.3 120 30.0 ms 33.0 ms 302 ms 3001 ms 3004 ms");
    assertThat(rows(figure(shown, "by-kernel")))
        .anyMatch(row -> row.startsWith("6.18.1 180 10.0 ms "));
  }

  @Test
  void drawsFewValuesAsTheyAre() throws Exception {
    var java = figure(page.open(MeasuredRun.records(), "view=charts&q=java"), "by-criu");

    assertThat(java.select("text.number").eachText()).contains("n = 1");
    assertThat(java.select("circle")).isNotEmpty();
    assertThat(java.select("rect.box")).isEmpty();
  }

  @Test
  void saysThatNothingWasMeasured() throws Exception {
    var shown = page.open(MeasuredRun.records(), "view=charts&verdict=fails");

    assertThat(shown.select("#figures .nothing").text())
        .contains("Nothing was measured of these cells");
    assertThat(shown.select("figure")).isEmpty();
  }

  private static Element figure(Document shown, String name) {
    return shown.expectFirst("figure[data-figure=%s]".formatted(name));
  }

  /** Returns the lines of a figure's table of numbers. */
  private static List<String> rows(Element figure) {
    return figure.select("tbody tr").eachText();
  }
}
