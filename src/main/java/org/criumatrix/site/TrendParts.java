package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.dataset.Trend;
import org.criumatrix.dataset.Trend.Point;

/** How much of something worked in each run, as a chart with a table. */
final class TrendParts {

  /** The newest runs; older ones are in data.json. */
  private static final int MAX_RUNS = 40;

  private final Guide guide;

  TrendParts(Guide guide) {
    this.guide = guide;
  }

  /**
   * Returns the chart of a situation, a row or a build; empty if there were fewer than two runs.
   */
  List<Html> of(String kind, String id, String title) {
    return guide.facts().data().trends().stream()
        .filter(t -> t.kind().equals(kind) && t.id().equals(id))
        .findFirst()
        .map(t -> chart(t, title))
        .orElse(List.of());
  }

  private List<Html> chart(Trend trend, String title) {
    var runs = runs(trend.points());
    if (runs.size() < 2) {
      return List.of();
    }
    var series =
        series(trend, runs).entrySet().stream()
            .map(e -> new Chart.Series(e.getKey(), e.getValue()))
            .toList();
    return List.of(new Chart(title, labels(runs), series).html());
  }

  /** Returns the newest runs by id, each with its day. */
  private static Map<String, String> runs(List<Point> points) {
    var all = new TreeMap<String, String>();
    points.forEach(p -> all.put(p.run(), Words.iso(p.date())));
    var newest = new LinkedHashMap<String, String>();
    all.entrySet().stream()
        .sorted(
            Map.Entry.<String, String>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .skip(Math.max(0, all.size() - MAX_RUNS))
        .forEach(e -> newest.put(e.getKey(), e.getValue()));
    return newest;
  }

  /** Returns the days of runs; a second run of a day has its hour, too. */
  private List<String> labels(Map<String, String> runs) {
    var labels = new ArrayList<String>();
    runs.forEach(
        (run, day) ->
            labels.add(
                runs.values().stream().filter(day::equals).count() == 1
                    ? day
                    : guide.facts().run(run).map(r -> minute(r.started())).orElse(day)));
    return labels;
  }

  private static String minute(String time) {
    return time.length() < MINUTE ? time : time.substring(0, MINUTE).replace('T', ' ');
  }

  private static final int MINUTE = 16;

  /**
   * Returns a line for each build on each series of kernels, those with the most runs first; of a
   * build's own trend for each series.
   */
  private Map<String, List<Chart.Value>> series(Trend trend, Map<String, String> runs) {
    var ids = List.copyOf(runs.keySet());
    var lines = new TreeMap<String, List<Chart.Value>>(NEWEST);
    for (var point : trend.points()) {
      var index = ids.indexOf(point.run());
      if (index >= 0) {
        var name = name(trend, point);
        var line = lines.computeIfAbsent(name, n -> empty(ids.size()));
        var known = line.get(index);
        line.set(
            index,
            known == null
                ? new Chart.Value(point.works(), point.of(), point.cells())
                : new Chart.Value(
                    known.works() + point.works(),
                    known.of() + point.of(),
                    known.cells() + point.cells()));
      }
    }
    return lines;
  }

  private static final Comparator<String> NEWEST =
      Facts.NEWEST_FIRST.thenComparing(Comparator.naturalOrder());

  private String name(Trend trend, Point point) {
    var series = guide.facts().series(point.kernel());
    return trend.kind().equals("build")
        ? "Linux " + series
        : "%s on %s".formatted(point.criu(), series);
  }

  private static List<Chart.Value> empty(int size) {
    var all = new ArrayList<Chart.Value>();
    for (var i = 0; i < size; i++) {
      all.add(null);
    }
    return all;
  }
}
