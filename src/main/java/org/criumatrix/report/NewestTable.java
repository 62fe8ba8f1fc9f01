package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;

/** Writes the rows of a run in text, with the newest CRIU build only, one line per row. */
final class NewestTable {

  private final List<TableRow> rows;
  private final List<Column> columns;
  private final Overview overview;
  private final Marks marks;
  private final Paint paint;
  private final int width;

  /**
   * @param width the columns of the terminal; what does not fit is left out
   */
  NewestTable(Overview overview, Marks marks, Paint paint, int width) {
    this.overview = overview;
    this.marks = marks;
    this.paint = paint;
    this.width = width;
    this.rows = overview.tableRows().stream().filter(overview::has).toList();
    // Columns are ordered: the last one has the newest kernel, and on it the newest build.
    var all = overview.columns();
    var last = all.isEmpty() ? null : all.get(all.size() - 1);
    this.columns =
        all.stream()
            .filter(c -> c.criu().equals(last.criu()) && c.kernel().equals(last.kernel()))
            .toList();
  }

  List<String> lines() {
    if (columns.isEmpty() || rows.isEmpty()) {
      return List.of();
    }
    var title = overview.build(columns.get(0));
    var names = rows.stream().mapToInt(r -> r.title().length()).reduce(title.length(), Math::max);
    var texts = new ArrayList<TextColumn>();
    var used = names;
    for (var column : columns) {
      var text = new TextColumn(TextTable.head(column.privilege()));
      rows.forEach(
          r -> {
            var tally = overview.tally(r, column);
            text.add(tally.verdict(), marks.entry(tally));
          });
      used += 2 + text.width();
      if (used <= width) {
        texts.add(text);
      }
    }
    var lines = new ArrayList<String>();
    lines.add(paint.bold(line(title, names, texts.stream().map(TextColumn::title).toList())));
    for (var i = 0; i < rows.size(); i++) {
      var row = i;
      var entries = texts.stream().map(t -> t.entry(row, paint)).toList();
      lines.add(line(rows.get(i).title(), names, entries));
    }
    return lines;
  }

  private static String line(String name, int names, List<String> entries) {
    var padded = name + " ".repeat(names - name.length());
    return (padded + "  " + String.join("  ", entries)).stripTrailing();
  }
}
