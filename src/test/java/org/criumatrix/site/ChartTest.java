package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class ChartTest {

  private static Chart.Series series(String name, Chart.Value... values) {
    return new Chart.Series(name, Arrays.asList(values));
  }

  private static Chart.Value value(int works, int of, String cells) {
    return new Chart.Value(works, of, cells);
  }

  private static Document chart(Chart.Series... series) {
    var html =
        new Chart("Cells that work", List.of("Monday", "Tuesday", "Friday"), List.of(series));
    return Jsoup.parse(html.html().toString());
  }

  @Test
  void aLineJoinsOnlyRunsOfTheSameCells() {
    var path =
        chart(series("4.3", value(44, 54, "a"), value(45, 54, "a"), value(19, 26, "b")))
            .select("path")
            .attr("d");

    assertThat(path.replaceAll("[^ML]", "")).isEqualTo("MLM");
  }

  @Test
  void eachRunHasASignAndNoneIsOnAnother() {
    var points =
        chart(
                series("4.3", value(1, 2, "a"), null, value(2, 2, "a")),
                series("4.2.1", value(1, 2, "a"), null, value(2, 2, "a")))
            .select("text.point");

    assertThat(points.eachText()).containsExactly("●", "▲", "●", "▲");
    assertThat(points.eachAttr("x")).doesNotHaveDuplicates();
  }

  @Test
  void theLabelHasTheNumberOfCells() {
    assertThat(chart(series("4.3", value(44, 1054, "a"), null, null)).select("text.s0").eachText())
        .contains("● 4.3 (1,054)");
  }
}
