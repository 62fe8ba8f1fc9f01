package org.criumatrix.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Shares over runs as lines, with the same numbers as a table. Lines differ in colour, in dashes
 * and in the sign at their end, and the style sheet colours them for light and dark.
 */
final class Chart {

  private static final int WIDTH = 680;
  private static final int HEIGHT = 200;
  private static final int LEFT = 52;
  private static final int RIGHT = 160;
  private static final int TOP = 12;
  private static final int BOTTOM = 26;
  private static final int LABEL = 14;
  private static final int PERCENT = 100;
  private static final int STEP = 25;

  /** Signs of lines, in the order of their styles. */
  private static final String SIGNS = "●▲■◆▼○";

  /** The width of a sign, and the distance below which two are on one another. */
  private static final int SIGN = 12;

  private static final int NEAR = 9;

  /** Styles that the style sheet has. */
  private static final int STYLES = 6;

  /**
   * A line.
   *
   * @param values one for each column; null where there is none
   */
  record Series(String name, List<Value> values) {}

  /**
   * How many of how many.
   *
   * @param cells which ones: a line joins neighbours that have the same
   */
  record Value(int works, int of, String cells) {
    double percent() {
      return of == 0 ? 0 : works * (double) PERCENT / of;
    }

    @Override
    public String toString() {
      return "%d of %d".formatted(works, of);
    }
  }

  private final String title;
  private final List<String> columns;
  private final List<Series> series;

  /**
   * @param columns labels of the points, in the order of time
   */
  Chart(String title, List<String> columns, List<Series> series) {
    this.title = title;
    this.columns = columns;
    this.series = series.stream().limit(STYLES).toList();
  }

  Html html() {
    return Html.of(
            "figure",
            Html.of(
                "figcaption", title + ". A line joins runs of the same cells; (n): their number."),
            Html.of("div", drawing())
                .css("wide")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", title),
            Sections.folded("The same numbers as a table", table()))
        .css("chart");
  }

  private Html drawing() {
    var svg =
        Html.of("svg", Html.of("title", title))
            .with("viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT))
            .with("role", "img")
            .with("width", Integer.toString(WIDTH))
            .with("height", Integer.toString(HEIGHT));
    for (var percent = 0; percent <= PERCENT; percent += STEP) {
      svg.add(line(LEFT, y(percent), WIDTH - RIGHT, y(percent)).css("grid"));
      svg.add(text(LEFT - SIGN, y(percent) + 4, percent + " %").css("axis end"));
    }
    svg.add(text(LEFT, HEIGHT - 8, columns.get(0)).css("axis"));
    svg.add(text(WIDTH - RIGHT, HEIGHT - 8, columns.get(columns.size() - 1)).css("axis end"));
    var labels = labels();
    for (var i = 0; i < series.size(); i++) {
      svg.add(path(series.get(i)).css("line s" + i));
      svg.add(
          text(
                  WIDTH - RIGHT + SIGN + 4,
                  labels.get(i) + 4,
                  SIGNS.charAt(i) + " " + label(series.get(i)))
              .css("label s" + i));
    }
    for (var i = 0; i < columns.size(); i++) {
      points(i).forEach(svg::add);
    }
    return svg;
  }

  /** Returns where labels are: next to the ends of their lines, and never one on another. */
  private List<Integer> labels() {
    var order =
        IntStream.range(0, series.size())
            .boxed()
            .sorted((a, b) -> Integer.compare(y(last(series.get(a))), y(last(series.get(b)))))
            .toList();
    var places = new ArrayList<>(IntStream.range(0, series.size()).boxed().toList());
    var lowest = Math.min(HEIGHT - BOTTOM, HEIGHT - LABEL * 1);
    var y = TOP;
    for (var n = 0; n < order.size(); n++) {
      var left = order.size() - 1 - n;
      y = Math.min(Math.max(y, y(last(series.get(order.get(n))))), lowest - left * LABEL);
      places.set(order.get(n), y);
      y += LABEL;
    }
    return places;
  }

  private static double last(Series line) {
    var value = 0.0;
    for (var v : line.values) {
      value = v == null ? value : v.percent();
    }
    return value;
  }

  private static String label(Series line) {
    var number = 0;
    for (var v : line.values) {
      number = v == null ? number : v.of();
    }
    return "%s (%s)".formatted(line.name(), Words.number(number));
  }

  /** Returns the signs of a run; those that would be on one another are next to each other. */
  private List<Html> points(int column) {
    var points = new ArrayList<Html>();
    var taken = new HashMap<Integer, Integer>();
    for (var i = 0; i < series.size(); i++) {
      var value = series.get(i).values().get(column);
      if (value != null) {
        var y = y(value.percent());
        var before = taken.merge(y / NEAR, 1, Integer::sum) - 1;
        var aside = (column == columns.size() - 1 ? -1 : 1) * before * SIGN;
        points.add(
            text(x(column) + aside, y + 4, SIGNS.substring(i, i + 1)).css("point label s" + i));
      }
    }
    return points;
  }

  private Html path(Series line) {
    var path = new StringBuilder();
    Value before = null;
    for (var i = 0; i < columns.size(); i++) {
      var value = line.values.get(i);
      if (value != null) {
        path.append(before != null && before.cells().equals(value.cells()) ? "L" : "M")
            .append(String.format(Locale.ROOT, "%.1f %d", x(i), y(value.percent())));
        before = value;
      }
    }
    return Html.of("path").with("d", path.toString());
  }

  private double x(int column) {
    var width = WIDTH - RIGHT - LEFT;
    return columns.size() == 1
        ? LEFT + width / 2.0
        : LEFT + column * (double) width / (columns.size() - 1);
  }

  private static int y(double percent) {
    return (int) Math.round(HEIGHT - BOTTOM - percent / PERCENT * (HEIGHT - BOTTOM - TOP));
  }

  private static Html line(double x1, double y1, double x2, double y2) {
    return Html.of("line")
        .with("x1", "" + x1)
        .with("y1", "" + y1)
        .with("x2", "" + x2)
        .with("y2", "" + y2);
  }

  private static Html text(double x, double y, String text) {
    return Html.of("text", text).with("x", "" + x).with("y", "" + y);
  }

  private Html table() {
    var head = Html.of("tr", Html.of("th", "Run").with("scope", "col"));
    series.forEach(s -> head.add(Html.of("th", s.name()).with("scope", "col")));
    var body = Html.of("tbody");
    for (var i = columns.size() - 1; i >= 0; i--) {
      var row = Html.of("tr", Html.of("th", columns.get(i)).with("scope", "row"));
      for (var s : series) {
        var value = s.values().get(i);
        row.add(Html.of("td", value == null ? "–" : value.toString()));
      }
      body.add(row);
    }
    return Html.of("div", Html.of("table", Html.of("thead", head), body).css("numbers"))
        .css("wide")
        .with("tabindex", "0")
        .with("role", "region")
        .with("aria-label", title + ", as a table");
  }
}
