package org.criumatrix.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.criumatrix.dataset.CauseEntry;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.SituationEntry;

/**
 * The cells for the page of queries, as scripts that fill an array. A text stands in a table once,
 * and a cell has its number there: thus 20,000 cells are about a megabyte.
 */
final class QueryCellsScript {

  static final Place NAMES = new Place("cells/names.js");

  private static final int CHUNK = 4000;

  /**
   * Fields of the query language in the order in which a cell has them; empty lists are left out.
   */
  private static final Map<String, Function<CellEntry, Object>> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("case", CellEntry::caseId);
    FIELDS.put("criu", CellEntry::criu);
    FIELDS.put("privilege", CellEntry::privilege);
    FIELDS.put("runtime", CellEntry::runtime);
    FIELDS.put("host", CellEntry::host);
    FIELDS.put("kernel", CellEntry::kernel);
    FIELDS.put("machine", CellEntry::machine);
    FIELDS.put("run", CellEntry::run);
    FIELDS.put("verdict", CellEntry::verdict);
    FIELDS.put("phase", CellEntry::phase);
    FIELDS.put("error", CellEntry::error);
    FIELDS.put("harm", CellEntry::harm);
    FIELDS.put("judgement", CellEntry::judgement);
    FIELDS.put("cause", CellEntry::cause);
    FIELDS.put("trait", CellEntry::traits);
    FIELDS.put("option", CellEntry::options);
    FIELDS.put("ended", CellEntry::ended);
  }

  private static final List<Function<CellEntry, Number>> NUMBERS =
      List.of(
          CellEntry::dumpMs,
          CellEntry::frozenMs,
          CellEntry::restoreMs,
          CellEntry::wallMs,
          CellEntry::imageBytes,
          CellEntry::attempts);

  private final Facts facts;
  private final Map<Object, Integer> numbers = new HashMap<>();
  private final List<Object> names = new ArrayList<>();

  QueryCellsScript(Facts facts) {
    this.facts = facts;
  }

  /** Returns the scripts: the table of texts and the chunks of cells that it names. */
  Map<Place, String> chunks() {
    var chunks = new LinkedHashMap<Place, String>();
    var paths = new ArrayList<String>();
    var cells = facts.data().cells();
    for (var from = 0; from < cells.size(); from += CHUNK) {
      var place = new Place("cells/%d.js".formatted(paths.size()));
      var part =
          cells.subList(from, Math.min(cells.size(), from + CHUNK)).stream()
              .map(this::line)
              .toList();
      chunks.put(
          place, "siteCells.push(...JSON.parse(%s));\n".formatted(Json.script(Json.text(part))));
      paths.add(place.path());
    }
    var tables = new LinkedHashMap<String, Object>();
    tables.put("fields", List.copyOf(FIELDS.keySet()));
    tables.put("names", names);
    tables.put("chunks", paths);
    tables.put("cases", caseTable());
    tables.put("causes", causeTable());
    tables.put("machines", machineTable());
    chunks.put(
        NAMES,
        "globalThis.siteCells = [];\nglobalThis.siteTables = %s;\n".formatted(Json.script(tables)));
    return chunks;
  }

  private List<Object> line(CellEntry cell) {
    var line = new ArrayList<Object>();
    FIELDS.values().forEach(of -> line.add(number(of.apply(cell))));
    NUMBERS.forEach(of -> line.add(rounded(of.apply(cell))));
    return line;
  }

  /** Returns the place of a text or a list of texts in the table, 0 for none. */
  private int number(Object value) {
    if (value == null || value instanceof List<?> list && list.isEmpty()) {
      return 0;
    }
    return numbers.computeIfAbsent(
        value,
        v -> {
          names.add(v);
          return names.size();
        });
  }

  private static Object rounded(Number value) {
    return value == null ? 0 : value instanceof Double d ? Math.round(d * 10) / 10.0 : value;
  }

  /**
   * Returns for each case: its page, its sentence, and the id, title and words of its situation.
   */
  private Map<String, Object> caseTable() {
    var all = new LinkedHashMap<String, Object>();
    for (var c : facts.data().cases()) {
      var situation = Optional.ofNullable(c.situation()).flatMap(facts::situation);
      all.put(
          c.id(),
          List.of(
              Slug.path(c.id()),
              Words.known(c.about()),
              situation.map(SituationEntry::id).orElse(""),
              situation.map(SituationEntry::title).orElse(""),
              situation.map(SituationEntry::words).orElse(List.of()),
              Words.known(c.role())));
    }
    return all;
  }

  private Map<String, Object> causeTable() {
    var all = new LinkedHashMap<String, Object>();
    for (CauseEntry c : facts.data().causes()) {
      all.put(
          c.id(),
          List.of(
              Words.known(c.why()), Words.known(c.issue()), Words.known(c.fixed()), c.remedies()));
    }
    return all;
  }

  private Map<String, Object> machineTable() {
    var all = new LinkedHashMap<String, Object>();
    facts.data().machines().forEach(m -> all.put(m.id(), Machines.title(m)));
    return all;
  }
}
