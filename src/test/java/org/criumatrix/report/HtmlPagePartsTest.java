package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a cell's time goes, as the page shows it. */
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

    assertThat(figure)
        .contains(
            "serial: prepare 2.0 ms, start 14.0 ms, dump 60.0 ms, restore 100 ms, clean 24.0 ms")
        .contains("network: prepare 1.0 ms, start 9.0 ms, dump 30.0 ms, restore 50.0 ms")
        .contains("<title>restore: 100 ms, 50 %</title>", "<title>prepare: 2.0 ms, 1.0 %</title>")
        .contains("<td>2</td><td>2.0 ms</td><td>14.0 ms</td><td>60.0 ms</td><td>100 ms</td>")
        .contains("n = 2<", "n = 1<");
  }

  @Test
  void followsTheFilters() throws Exception {
    var figure = figure(page.open(records(), "view=charts&criu=4.2.1"));

    assertThat(figure).contains("serial: prepare 1.0 ms, start 9.0 ms").doesNotContain("network");
  }

  @Test
  void aRunThatDoesNotSayHasNoSuchFigure() throws Exception {
    var shown = page.open(List.of(cell("serial/simple-c", "4.3").works()), "view=charts");

    assertThat(shown).contains("data-figure=\"by-criu\"").doesNotContain("data-figure=\"parts\"");
  }

  @Test
  void aCellTellsOfItsOwn() throws Exception {
    var id = records().get(1).id();
    var shown = page.open(records(), "cell=" + PageInBrowser.encoded(id));

    assertThat(shown)
        .contains("Where its time went: prepare 3.0 ms, start 19.0 ms, dump 90.0 ms, ")
        .containsPattern("<li class=\"works\">.{0,60}clean<small>38.0 ms</small>");
  }

  private static String figure(String shown) {
    var found = Pattern.compile("<figure data-figure=\"parts\">.*?</figure>", Pattern.DOTALL);
    var matcher = found.matcher(shown);
    assertThat(matcher.find()).as("a figure of the parts").isTrue();
    return matcher.group();
  }
}
