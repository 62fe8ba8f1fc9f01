package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
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
  void tellsTheRecordsOwnNumbersOfEveryAttempt() throws Exception {
    var shown = page.open(MeasuredRun.records(), "view=charts");

    assertThat(figure(shown, "by-criu"))
        .contains("Time to dump by CRIU build", "Time to dump (ms, logarithmic)", ">n = 121<")
        .contains("4.1.1: median 102 ms, quartiles 13.0 ms and 1001 ms, from 10.0 ms to 1004 ms, ")
        .contains(row("4.3", "121", "30.0 ms", "33.0 ms", "302 ms", "3001 ms", "9000 ms"));
    assertThat(figure(shown, "by-kernel"))
        .contains(row("6.1.0", "180", "10.0 ms"), row("6.18.1", "181", "10.0 ms"));
  }

  @Test
  void drawsALineForEachBuildAlongWhatIsSwept() throws Exception {
    var memory = figure(page.open(MeasuredRun.records(), "view=charts"), "by-memory");

    assertThat(memory)
        .contains("Time to dump by memory (MiB)", "Memory (MiB), logarithmic", "10 values each")
        .contains("CRIU 4.2.1: 22.0 ms at 1, 202 ms at 10, 2002 ms at 100")
        .contains(row("4.1.1", "1", "10", "10.0 ms", "11.0 ms", "12.0 ms", "13.0 ms", "14.0 ms"))
        .contains(row("4.3", "100", "10", "3000 ms", "3001 ms", "3002 ms", "3003 ms", "3004 ms"));
    assertThat(
            all(
                memory,
                "<g class=\"sweep (build-\\d)\"><path class=\"way\" stroke-dash[^ ]+ ?\\S*"))
        .as("lines, each of its own look")
        .hasSize(3)
        .doesNotHaveDuplicates();
    assertThat(all(memory, "class=\"marker\" d=\"[^\"]+")).hasSize(9);
    assertThat(all(memory, "class=\"marker\" d=\"[^\"]+").stream().distinct()).hasSize(3);
  }

  @Test
  void givesEveryFigureATitleAnAxisWordsAndNumbers() throws Exception {
    var shown = page.open(MeasuredRun.records(), "view=charts&measure=restore");

    for (var name : FIGURES) {
      assertThat(figure(shown, name))
          .contains("<h3 id=\"" + name + "-title\">Time to restore by ")
          .contains("aria-labelledby=\"" + name + "-title " + name + "-words\"")
          .contains("<desc id=\"" + name + "-words\">", "Time to restore (ms", "<table>");
    }
  }

  @Test
  void comesBackFromTheAddress() throws Exception {
    var shown =
        page.open(MeasuredRun.records(), "view=charts&measure=images&criu=4.1.1&q=memory-1m");

    assertThat(shown).contains(">2 of 78 cells<", "<div data-view=\"grid\" hidden");
    assertThat(figure(shown, "by-criu"))
        .contains("Image size by CRIU build", "Image size (MiB)")
        .contains(row("4.1.1", "10", "10.0 MiB", "11.0 MiB", "12.0 MiB", "13.0 MiB", "14.0 MiB"))
        .doesNotContain("4.2.1");
  }

  @Test
  void followsTheFilters() throws Exception {
    var shown =
        page.openAndDo(
            MeasuredRun.records(),
            "view=charts",
            "document.querySelector('input[data-filter=criu][value=\"4.2.1\"]').click();"
                + "document.querySelector('input[data-filter=kernel][value=\"6.1.0\"]').click()");

    assertThat(shown).contains("data-address=\"#criu=4.2.1&amp;kernel=6.1.0&amp;view=charts\"");
    assertThat(figure(shown, "by-kernel")).contains(row("6.1.0", "60", "20.0 ms"));
    assertThat(figure(shown, "by-threads"))
        .contains(row("4.2.1", "10", "5", "200 ms", "201 ms", "202 ms"))
        .doesNotContain("4.1.1", "4.3");
  }

  @Test
  void comparesWhatWasMeasuredEverywhereIfAsked() throws Exception {
    var shown =
        page.openAndDo(
            MeasuredRun.records(), "view=charts", "document.getElementById('same').click()");

    assertThat(shown).contains("data-address=\"#view=charts&amp;same=\"");
    assertThat(figure(shown, "by-criu"))
        .contains(row("4.3", "120", "30.0 ms", "33.0 ms", "302 ms", "3001 ms", "3004 ms"));
    assertThat(figure(shown, "by-kernel")).contains(row("6.18.1", "180", "10.0 ms"));
  }

  @Test
  void drawsFewValuesAsTheyAre() throws Exception {
    var java = figure(page.open(MeasuredRun.records(), "view=charts&q=java"), "by-criu");

    assertThat(java).contains(">n = 1<", "<circle").doesNotContain("class=\"box\"");
  }

  @Test
  void saysThatNothingWasMeasured() throws Exception {
    assertThat(page.open(MeasuredRun.records(), "view=charts&verdict=fails"))
        .contains("Nothing was measured of these cells")
        .doesNotContain("<figure");
  }

  private static String figure(String shown, String name) {
    var from = shown.indexOf("<figure data-figure=\"" + name + "\"");
    assertThat(from).as("figure " + name).isNotNegative();
    return shown.substring(from, shown.indexOf("</figure>", from));
  }

  /** The beginning of a line of a table. */
  private static String row(String name, String... values) {
    return "<th scope=\"row\">%s</th><td>%s</td>".formatted(name, String.join("</td><td>", values));
  }

  private static List<String> all(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(m -> m.group()).toList();
  }
}
