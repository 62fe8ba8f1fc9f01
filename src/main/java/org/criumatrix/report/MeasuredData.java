package org.criumatrix.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.criumatrix.record.CellRecord;
import org.criumatrix.runs.Measure;

/**
 * Writes the data of the page's charts: for every attempt that works, the position of its cell in
 * {@link PageData}'s grid, and its values. They are separate from the grid's data, so that users
 * who do not open a chart need not wait for them.
 */
final class MeasuredData {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param unit "ms" or "bytes", which scale.js can format
   */
  private record Series(
      String key, String title, String unit, Function<CellRecord, ? extends Number> of) {

    static Series time(String title, Measure measure) {
      return new Series(measure.word().replace(' ', '-'), title, "ms", measure.of());
    }
  }

  private static final List<Series> ALL =
      List.of(
          Series.time("Time to dump", Measure.DUMP),
          Series.time("Frozen time", Measure.FROZEN),
          Series.time("Time to restore", Measure.RESTORE),
          new Series("images", "Image size", "bytes", r -> r.evidence().imageBytes()),
          Series.time("Time to freeze", Measure.FREEZING),
          Series.time("Time to dump memory", Measure.MEMORY_DUMP),
          Series.time("Time to write memory", Measure.MEMORY_WRITE),
          Series.time("Time to fork", Measure.FORKING));

  private final Overview overview;

  MeasuredData(Overview overview) {
    this.overview = overview;
  }

  String json() {
    var data = JSON.createObjectNode();
    data.set("cell", JSON.valueToTree(places()));
    data.set("advice", AdviceData.of(overview));
    var series = data.withArrayProperty("series");
    for (var one : ALL) {
      var values = overview.measured().stream().map(one.of()).toList();
      if (values.stream().anyMatch(Objects::nonNull)) {
        var added = series.addObject();
        added.put("key", one.key()).put("title", one.title()).put("unit", one.unit());
        added.set("values", JSON.valueToTree(values));
      }
    }
    fillParts(data);
    return PageData.forScript(data);
  }

  /** Adds the duration of each part of each cell; null if an old run lacks it. */
  private void fillParts(ObjectNode data) {
    var parts =
        overview.measured().stream()
            .flatMap(r -> r.timing().phases().keySet().stream())
            .distinct()
            .toList();
    data.set("parts", JSON.valueToTree(parts));
    var phases = data.withArrayProperty("phases");
    for (var record : overview.measured()) {
      if (record.timing().phases().isEmpty()) {
        phases.addNull();
      } else {
        phases.add(JSON.valueToTree(parts.stream().map(p -> hundredths(record, p)).toList()));
      }
    }
  }

  /** Rounds to hundredths: the charts need no more, and there are thousands of values to load. */
  private static Double hundredths(CellRecord record, String part) {
    var time = record.timing().phases().get(part);
    return time == null ? null : Math.round(time.toNanos() / 1e4) / 100.0;
  }

  private List<Integer> places() {
    var places = new HashMap<String, Integer>();
    overview.records().forEach(r -> places.put(r.id(), places.size()));
    return overview.measured().stream().map(r -> places.get(r.id())).toList();
  }
}
