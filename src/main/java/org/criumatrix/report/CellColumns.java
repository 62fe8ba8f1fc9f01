package org.criumatrix.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Prediction;
import org.criumatrix.verdict.Verdict;

/**
 * What the page needs of every cell to draw, filter and search it: one list for each field, with
 * the positions of the cells' texts. Each text is written once.
 */
final class CellColumns {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What filters and columns can be selected from. */
  static final Map<String, Function<CellRecord, String>> AXES = axes();

  private final Overview overview;
  private final Causes causes;
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  CellColumns(Overview overview) {
    this.overview = overview;
    this.causes = new Causes(overview.records());
  }

  private static Map<String, Function<CellRecord, String>> axes() {
    var axes = new LinkedHashMap<String, Function<CellRecord, String>>();
    axes.put("criu", CellRecord::criu);
    axes.put("privilege", CellRecord::privilege);
    axes.put("runtime", CellRecord::runtime);
    axes.put("host", CellRecord::host);
    axes.put("kernel", CellRecord::kernel);
    return axes;
  }

  /** Returns the other fields; data.js reads every field that is here. */
  private Map<String, Function<CellRecord, String>> fields() {
    var fields = new LinkedHashMap<String, Function<CellRecord, String>>();
    fields.put("caseId", r -> r.caseId().toString());
    fields.putAll(AXES);
    fields.put("verdict", r -> r.verdict().key());
    fields.put("judgement", r -> r.verdict() == Verdict.NOT_RUN ? null : r.judgement().key());
    fields.put("phase", r -> r.phase() == null ? null : r.phase().key());
    fields.put("error", CellRecord::error);
    fields.put("expected", r -> r.result().expected());
    fields.put("since", r -> overview.since(r).map(Since::words).orElse(null));
    fields.put("advice", r -> r.advice().map(Prediction.Result::key).orElse(null));
    fields.put("commands", CommandWords::of);
    return fields;
  }

  /** Adds the cells, their causes and their texts to the page's data. */
  void addTo(ObjectNode data) {
    var cells = data.putObject("cells");
    fields()
        .forEach(
            (field, value) -> {
              var column = cells.putArray(field);
              overview.cells().forEach(cell -> column.add(text(value.apply(cell))));
            });
    addCauses(data);
    var differs = data.putArray("differs");
    var allure = data.putObject("allure");
    var place = 0;
    for (var cell : overview.cells()) {
      if (Overview.differs(cell)) {
        differs.add(place);
      }
      var entry = overview.allure().get(cell.id());
      if (entry != null) {
        allure.put(String.valueOf(place), entry);
      }
      place++;
    }
    data.set("texts", JSON.valueToTree(texts.keySet()));
  }

  /** Adds the causes, and for each cell the position of its own; -1 if it has none. */
  private void addCauses(ObjectNode data) {
    var column = data.putArray("causeOf");
    overview.cells().forEach(cell -> column.add(causes.place(cell).orElse(-1)));
    data.set("causes", JSON.valueToTree(causes.all()));
  }

  private int text(String text) {
    return texts.computeIfAbsent(Objects.requireNonNullElse(text, ""), t -> texts.size());
  }
}
