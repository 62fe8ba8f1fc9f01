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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.criumatrix.matrix.Phase;
import org.criumatrix.matrix.Plan;
import org.criumatrix.matrix.Publication;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RecordJson;

/**
 * What the page's scripts read. The grid has what {@link CellColumns} holds of every cell; the
 * whole records are packed by hundreds and unpacked when a user opens a cell. So a page of 20,000
 * cells opens at once.
 */
final class PageData {

  /** Cells in one packet: few enough to unpack without a pause, enough to pack well. */
  static final int PACKET = 200;

  private static final ObjectMapper JSON = RecordJson.mapper();

  /** The files next to the page with tables and data. */
  private static final List<String> FILES =
      List.of("matrix.csv", "matrix.md", "matrix.tex", "rates.csv", "records.jsonl", "run.json");

  /** What the page has of single cells in other places. */
  private static final List<String> BY_CELL = List.of("notRun", "rates");

  private static final Set<String> NEWEST_FIRST = Set.of("criu", "kernel");

  private final Overview overview;
  private final PageQueries queries;

  PageData(Overview overview, PageQueries queries) {
    this.overview = overview;
    this.queries = queries;
  }

  /** Returns what is needed to draw, filter and search the grid, as JSON. */
  String grid() {
    var data = JSON.createObjectNode();
    data.set("run", JSON.<ObjectNode>valueToTree(overview.run()).without(BY_CELL));
    data.put("notRun", overview.notRun());
    data.put("packet", PACKET);
    data.set("rows", JSON.valueToTree(overview.rows()));
    data.putObject("publication")
        .put("citation", Publication.citation())
        .put("id", Publication.ID)
        .put("address", Publication.ADDRESS);
    data.set("queries", JSON.valueToTree(queries.byName()));
    data.put("queriesMistake", queries.mistake());
    data.set("files", JSON.valueToTree(FILES));
    data.set("publishedCases", JSON.valueToTree(overview.published().values()));
    data.set("published", JSON.valueToTree(published()));
    data.set("rates", rates());
    data.set("jobs", jobs());
    data.set("images", images());
    data.set("verdicts", JSON.valueToTree(Tally.verdicts()));
    data.set("plans", JSON.valueToTree(plans()));
    data.set("phases", JSON.valueToTree(Arrays.stream(Phase.values()).map(Phase::key).toList()));
    CellColumns.AXES.forEach(
        (axis, value) ->
            data.withObjectProperty("axes").set(axis, JSON.valueToTree(values(axis, value))));
    new CellColumns(overview).addTo(data);
    CaseTexts.addTo(data, overview.cells());
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

  private ArrayNode rates() {
    var places = new HashMap<String, Integer>();
    overview.records().forEach(r -> places.put(r.id(), places.size()));
    var rates = JSON.createArrayNode();
    for (var cell : RepeatedCell.of(overview)) {
      rates
          .addObject()
          .put("cell", places.get(cell.record().id()))
          .put("kernel", cell.rate().kernel())
          .put("words", cell.words());
    }
    return rates;
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

  private ArrayNode images() {
    var images = JSON.createArrayNode();
    for (var pair : ImagesAcross.all(overview.records())) {
      images
          .addObject()
          .put("kernel", pair.kernel())
          .put("from", pair.from())
          .put("to", pair.to())
          .put("cell", overview.records().indexOf(pair.worst()))
          .put("verdict", pair.tally().verdict())
          .put("entry", Marks.UNICODE.entry(pair.tally()))
          .put("words", pair.worst().endingWithError());
    }
    return images;
  }

  private TreeSet<String> values(String axis, Function<CellRecord, String> value) {
    return overview.cells().stream()
        .map(value)
        .map(v -> Objects.requireNonNullElse(v, ""))
        .collect(toCollection(() -> new TreeSet<>(order(axis))));
  }

  /** Returns the order of the page's columns: the newest CRIU first, the newest kernel first. */
  private static Comparator<String> order(String axis) {
    var order = ValueOrder.of(axis);
    return NEWEST_FIRST.contains(axis) ? order.reversed() : order;
  }

  /** Whole records, in the grid's order, {@link #PACKET} at a time: gzip in base64. */
  List<String> details() {
    var packets = new ArrayList<String>();
    var records = overview.records();
    for (var from = 0; from < records.size(); from += PACKET) {
      packets.add(
          pack(
              records.subList(from, Math.min(from + PACKET, records.size())).stream()
                  .map(this::whole)
                  .toList()));
    }
    return packets;
  }

  /** Returns a record with the names of the files of its evidence. */
  private ObjectNode whole(CellRecord record) {
    var whole = JSON.<ObjectNode>valueToTree(record);
    whole.set("files", JSON.valueToTree(overview.evidence().of(record)));
    return whole;
  }

  private static String pack(List<ObjectNode> records) {
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
