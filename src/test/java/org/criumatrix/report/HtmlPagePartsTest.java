package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how the page shows the parts of a cell's time. */
class HtmlPagePartsTest {

  private static final Map<String, Duration> QUICK = parts(1, 9, 30, 50, 10);
  private static final Map<String, Duration> SLOW = parts(3, 19, 90, 150, 38);

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  private static Map<String, Duration> parts(
      long prepare, long start, long dump, long restore, long clean) {
    return Map.of(
        "prepare", Duration.ofMillis(prepare),
        "start", Duration.ofMillis(start),
        "dump", Duration.ofMillis(dump),
        "restore", Duration.ofMillis(restore),
        "clean", Duration.ofMillis(clean));
  }

  private static SampleCell cell(String name, String criu) {
    return SampleCell.of(name).criu(criu);
  }

  private static List<CellRecord> records() {
    return List.of(
        cell("serial/simple-c", "4.2.1").phases(QUICK).works(),
        cell("serial/simple-c", "4.3").phases(SLOW).works(),
        cell("network/udp", "4.3").phases(QUICK).works(),
        cell("network/tcp", "4.3").works());
  }

  @Test
  void eachRowHasTheMeanOfItsCellsPartByPart() throws Exception {
    var figure = figure(page.open(records(), "view=charts"));

    assertThat(figure.select("desc").text())
        .contains(
            "serial: prepare 2.0 ms, start 14.0 ms, dump 60.0 ms, restore 100 ms, clean 24.0 ms")
        .contains("network: prepare 1.0 ms, start 9.0 ms, dump 30.0 ms, restore 50.0 ms");
    assertThat(figure.select("svg title").eachText())
        .contains("restore: 100 ms, 50 %", "prepare: 2.0 ms, 1.0 %");
    assertThat(figure.select("tbody tr").eachText())
        .contains("serial 2 2.0 ms 14.0 ms 60.0 ms 100 ms 24.0 ms 200 ms");
    assertThat(figure.select("svg text.number").eachText())
        .containsExactlyInAnyOrder("n = 2", "n = 1");
  }

  @Test
  void followsTheFilters() throws Exception {
    var figure = figure(page.open(records(), "view=charts&criu=4.2.1"));

    assertThat(figure.text())
        .contains("serial: prepare 1.0 ms, start 9.0 ms")
        .doesNotContain("network");
  }

  @Test
  void aRunThatDoesNotSayHasNoSuchFigure() throws Exception {
    var shown = page.open(List.of(cell("serial/simple-c", "4.3").works()), "view=charts");

    assertThat(shown.select("figure").eachAttr("data-figure"))
        .contains("by-criu")
        .doesNotContain("parts");
  }

  @Test
  void aCellShowsItsOwnParts() throws Exception {
    var id = records().get(1).id();
    var shown = page.open(records(), "cell=" + PageInBrowser.encoded(id));

    assertThat(shown.select("#drawer svg.parts").attr("aria-label"))
        .startsWith("Where its time went: prepare 3.0 ms, start 19.0 ms, dump 90.0 ms, ");
    assertThat(shown.select("#drawer .phases li.works:contains(clean) small").text())
        .isEqualTo("38.0 ms");
  }

  private static Element figure(Document shown) {
    return shown.expectFirst("figure[data-figure=parts]");
  }
}
