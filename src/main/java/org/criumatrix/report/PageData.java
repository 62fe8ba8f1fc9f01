package org.criumatrix.report;

import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.criumatrix.matrix.Phase;
import org.criumatrix.matrix.Plan;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RecordJson;
import org.criumatrix.verdict.Prediction;
import org.criumatrix.verdict.Verdict;

/**
 * What the page's scripts read. The grid holds of every cell what is needed to draw, filter and
 * search it, each text once; the rest is packed by hundreds and unpacked when somebody asks for it.
 * So a page of 20,000 cells opens at once.
 */
final class PageData {

  /** Cells in one packet: few enough to unpack without a pause, enough to pack well. */
  static final int PACKET = 200;

  private static final ObjectMapper JSON = RecordJson.mapper();

  /** What filters and columns can be chosen from. */
  private static final Map<String, Function<CellRecord, String>> AXES = axes();

  private final Overview overview;
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  PageData(Overview overview) {
    this.overview = overview;
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

  String grid() {
    var data = JSON.createObjectNode();
    // Cells that were not run are among the others.
    data.set("run", JSON.<ObjectNode>valueToTree(overview.run()).without("notRun"));
    data.put("notRun", overview.notRun());
    data.put("packet", PACKET);
    data.set("rows", JSON.valueToTree(overview.rows()));
    data.set("publishedCases", JSON.valueToTree(overview.published().values()));
    data.set("published", JSON.valueToTree(published()));
    data.set("jobs", jobs());
    data.set("verdicts", JSON.valueToTree(Tally.verdicts()));
    data.set("plans", JSON.valueToTree(plans()));
    data.set("phases", JSON.valueToTree(Arrays.stream(Phase.values()).map(Phase::key).toList()));
    AXES.forEach(
        (axis, value) ->
            data.withObjectProperty("axes").set(axis, JSON.valueToTree(values(axis, value))));
    fillCells(data);
    data.set("texts", JSON.valueToTree(texts.keySet()));
    return forScript(data);
  }

  private static List<List<String>> published() {
    return TableRow.PUBLISHED_ORDER.stream()
        .map(p -> List.of(p, TableRow.PUBLISHED.get(p)))
        .toList();
  }

  private static Map<String, String> plans() {
    return Arrays.stream(Plan.values()).collect(Collectors.toMap(Plan::key, Plan::meaning));
  }

  private ArrayNode jobs() {
    var jobs = JSON.createArrayNode();
    for (var job : InterruptedJob.all(overview.records())) {
      jobs.addObject()
          .put("cell", job.place())
          .put("interruption", job.interruption())
          .put("program", job.program())
          .put("words", job.words());
    }
    return jobs;
  }

  private TreeSet<String> values(String axis, Function<CellRecord, String> value) {
    return overview.cells().stream()
        .map(value)
        .map(v -> Objects.requireNonNullElse(v, ""))
        .collect(toCollection(() -> new TreeSet<>(ValueOrder.of(axis))));
  }

  /** The order of the numbers is known to data.js too. */
  private void fillCells(ObjectNode data) {
    var cells = data.withArrayProperty("cells");
    for (var record : overview.cells()) {
      var cell = cells.addArray().add(record.id()).add(text(record.caseId().toString()));
      AXES.values().forEach(axis -> cell.add(text(axis.apply(record))));
      cell.add(text(record.verdict().key()))
          .add(text(record.verdict() == Verdict.NOT_RUN ? null : record.judgement().key()))
          .add(Overview.differs(record) ? 1 : 0)
          .add(text(record.phase() == null ? null : record.phase().key()))
          .add(text(record.error()))
          .add(text(record.result().expected()))
          .add(text(overview.since(record).map(Since::words).orElse("")))
          .add(text(record.advice().map(Prediction.Result::key).orElse("")));
      var allure = overview.allure().get(record.id());
      if (allure != null) {
        cell.add(allure);
      }
    }
  }

  private int text(String text) {
    return texts.computeIfAbsent(Objects.requireNonNullElse(text, ""), t -> texts.size());
  }

  /** Whole records, in the grid's order, {@link #PACKET} at a time: gzip in base64. */
  List<String> details() {
    var packets = new ArrayList<String>();
    var records = overview.records();
    for (var from = 0; from < records.size(); from += PACKET) {
      packets.add(pack(records.subList(from, Math.min(from + PACKET, records.size()))));
    }
    return packets;
  }

  private static String pack(List<CellRecord> records) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      JSON.writeValue(gzip, records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** JSON that cannot end its script element, even if a record holds the end tag. */
  static String forScript(ObjectNode data) {
    try {
      return JSON.writeValueAsString(data).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
