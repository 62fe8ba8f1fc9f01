package org.criumatrix.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.query.Obstacle;
import org.criumatrix.query.QueryCell;
import org.criumatrix.record.CellRecord;

/** The cells that a query found as a text: by case, the newest build first. */
public final class QueryTable {

  /** A shorter part of an error says nothing. */
  private static final int MIN_ERROR = 24;

  private static final Map<String, Function<QueryCell, String>> AXES = axes();

  private final Paint paint;
  private final int width;
  private final List<String> columns;
  private final List<Integer> widths;

  private QueryTable(List<QueryCell> cells, Paint paint, int width) {
    this.paint = paint;
    this.width = width;
    this.columns =
        AXES.keySet().stream()
            .filter(axis -> axis.equals("criu") || values(cells, axis).size() > 1)
            .toList();
    this.widths = columns.stream().map(axis -> widest(values(cells, axis))).toList();
  }

  private static Map<String, Function<QueryCell, String>> axes() {
    var axes = new LinkedHashMap<String, Function<QueryCell, String>>();
    axes.put("criu", c -> c.record().criu());
    axes.put("privilege", c -> c.record().privilege());
    axes.put("runtime", c -> c.record().runtime());
    axes.put("host", c -> c.record().host());
    axes.put("kernel", c -> c.record().kernel());
    axes.put("run", c -> c.origin().id());
    return axes;
  }

  private static List<String> values(List<QueryCell> cells, String axis) {
    return cells.stream().map(AXES.get(axis)).distinct().toList();
  }

  private static int widest(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  /**
   * Returns the text.
   *
   * @param of the number of cells that were looked at
   * @param limit the number of cells that are shown; 0: all
   * @param colours whether it has colours for a terminal
   */
  public static String text(List<QueryCell> cells, int of, int limit, boolean colours, int width) {
    var sorted = cells.stream().sorted(order()).toList();
    var shown = limit > 0 && limit < sorted.size() ? sorted.subList(0, limit) : sorted;
    var lines = new ArrayList<String>();
    lines.add(head(cells, of));
    lines.addAll(new QueryTable(cells, new Paint(colours), width).lines(shown));
    if (shown.size() < sorted.size()) {
      lines.add("");
      lines.add("%,d more; --limit=0 shows all".formatted(sorted.size() - shown.size()));
    }
    return String.join("\n", lines) + "\n";
  }

  /** Returns a text that says that no cell matches, and what each term keeps away. */
  public static String none(String query, int of, List<Obstacle> obstacles) {
    var lines = new ArrayList<String>();
    lines.add("None of %,d cells matches %s".formatted(of, Wrap.clean(query)));
    obstacles.forEach(o -> lines.add("  " + Wrap.clean(o.describe())));
    return String.join("\n", lines) + "\n";
  }

  private static Comparator<QueryCell> order() {
    var order = Comparator.<QueryCell, CaseId>comparing(c -> c.record().caseId());
    for (var axis : AXES.keySet()) {
      var values = ValueOrder.of(axis);
      order = order.thenComparing(AXES.get(axis), axis.equals("criu") ? values.reversed() : values);
    }
    return order;
  }

  /** Names the values that all cells have in common, which need no column. */
  private static String head(List<QueryCell> cells, int of) {
    var common =
        AXES.keySet().stream()
            .filter(axis -> !axis.equals("criu") && values(cells, axis).size() == 1)
            .map(axis -> axis + " " + values(cells, axis).get(0))
            .collect(joining(", "));
    return "%,d of %,d cells%s"
        .formatted(cells.size(), of, common.isEmpty() ? "" : "; all of them: " + common);
  }

  private List<String> lines(List<QueryCell> shown) {
    var lines = new ArrayList<String>();
    var byCase =
        shown.stream().collect(groupingBy(c -> c.record().caseId(), TreeMap::new, toList()));
    byCase.forEach(
        (id, cells) -> {
          var title = cells.get(0).situation().map(s -> ": " + s.title()).orElse("");
          lines.add("");
          lines.add(paint.bold(id.toString()) + title);
          cells.forEach(c -> lines.add(line(c)));
        });
    return lines;
  }

  private String line(QueryCell cell) {
    var line = new StringBuilder();
    for (var i = 0; i < columns.size(); i++) {
      var value = Wrap.clean(AXES.get(columns.get(i)).apply(cell));
      line.append("  ")
          .append(value)
          .append(" ".repeat(Math.max(0, widths.get(i) - value.length())));
    }
    var record = cell.record();
    var result =
        record.differs() ? record.ending() + ", " + record.judgement().key() : record.ending();
    var room = width - line.length() - result.length() - 4;
    return "%s  %s%s"
        .formatted(line, paint.verdict(record.verdict().key(), result), error(record, room));
  }

  private static String error(CellRecord record, int room) {
    if (record.error() == null || room < MIN_ERROR) {
      return "";
    }
    var error = Wrap.clean(record.error());
    return "  " + (error.length() <= room ? error : error.substring(0, room - 1) + "…");
  }
}
