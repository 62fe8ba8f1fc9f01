package org.criumatrix.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.query.QueryCell;
import org.criumatrix.query.RunCells;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunId;

/**
 * What queries on the page need of each cell in addition to {@link CellColumns}. It is separate
 * from the grid's data, so that the page opens without reading it.
 */
final class QueriedData {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Fields with texts; a cell can have several. */
  private static final List<String> TEXTS =
      List.of("harm", "cause", "issue", "fixed", "remedy", "trait", "option", "check", "log");

  private static final List<String> NUMBERS = List.of("dump", "frozen", "restore", "wall", "image");

  /** Numbers have three decimal places, as in records. */
  private static final double THOUSANDTHS = 1e3;

  private final Overview overview;
  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final Map<List<Integer>, Integer> lists = new LinkedHashMap<>();

  QueriedData(Overview overview) {
    this.overview = overview;
  }

  /**
   * Returns it as JSON: {@code texts}; {@code lists} of positions of texts; for each cell the
   * position of its list of each field, its numbers, and when it ended, in milliseconds since the
   * run started; and {@code attempts} of cells that were tried more than once.
   */
  String json() {
    var cells = overview.cells().stream().map(this::cell).toList();
    var data = JSON.createObjectNode();
    var fields = data.putObject("fields");
    TEXTS.forEach(field -> fill(fields.putArray(field), cells, field));
    var numbers = data.putObject("numbers");
    NUMBERS.forEach(field -> fillNumbers(numbers.putArray(field), cells, field));
    fillEnded(data.putArray("ended"));
    fillAttempts(data.putObject("attempts"), cells);
    data.put("run", RunId.of(overview.run()).text());
    fillHosts(data.putObject("hosts"), cells);
    data.set("texts", JSON.valueToTree(texts.keySet()));
    data.set("lists", JSON.valueToTree(lists.keySet()));
    return PageData.forScript(data);
  }

  private QueryCell cell(CellRecord record) {
    var attempts = overview.attempts().getOrDefault(record.id(), 0L).intValue();
    return RunCells.of(record, overview.run(), attempts);
  }

  private void fill(ArrayNode column, List<QueryCell> cells, String field) {
    for (var cell : cells) {
      var places =
          cell.texts(field).stream()
              .map(t -> texts.computeIfAbsent(t, text -> texts.size()))
              .toList();
      column.add(lists.computeIfAbsent(places, p -> lists.size()));
    }
  }

  private static void fillNumbers(ArrayNode column, List<QueryCell> cells, String field) {
    for (var cell : cells) {
      var number = cell.number(field);
      if (number.isEmpty()) {
        column.addNull();
      } else {
        column.add(plain(number.getAsDouble()));
      }
    }
  }

  /** Returns a number without decimal places that are 0. */
  private static BigDecimal plain(double number) {
    var rounded = Math.round(number * THOUSANDTHS) / THOUSANDTHS;
    return new BigDecimal(Double.toString(rounded)).stripTrailingZeros();
  }

  private void fillEnded(ArrayNode column) {
    var started = Instant.parse(overview.run().started());
    for (var record : overview.cells()) {
      time(record.ended())
          .ifPresentOrElse(
              ended -> column.add(Duration.between(started, ended).toMillis()), column::addNull);
    }
  }

  /** Records of other machines may have anything in place of a time. */
  private static Optional<Instant> time(String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static void fillAttempts(ObjectNode attempts, List<QueryCell> cells) {
    for (var place = 0; place < cells.size(); place++) {
      if (cells.get(place).attempts() != 1) {
        attempts.put(String.valueOf(place), cells.get(place).attempts());
      }
    }
  }

  private static void fillHosts(ObjectNode hosts, List<QueryCell> cells) {
    for (var cell : cells) {
      var host = cell.record().host();
      if (!hosts.has(host)) {
        var facts = hosts.putObject(host);
        facts.set("architecture", JSON.valueToTree(cell.texts("architecture")));
        facts.set("machine", JSON.valueToTree(cell.texts("machine")));
      }
    }
  }
}
