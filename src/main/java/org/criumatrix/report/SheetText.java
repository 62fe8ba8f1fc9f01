package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a sheet for a terminal. The subject of each line is alone on its own line, so that it can
 * be copied.
 */
final class SheetText {

  /**
   * The maximum number of entries. The other formats have more: nobody reads a terminal that
   * scrolls for minutes.
   */
  private static final int MAX_ENTRIES = 50;

  private static final int MAX_NAME_WIDTH = 12;

  private final Paint paint;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  SheetText(Paint paint, int width) {
    this.paint = paint;
    this.width = width;
  }

  String of(Sheet sheet) {
    lines.addAll(Wrap.lines(sheet.title(), width, "  ").stream().map(paint::bold).toList());
    sheet.intro().forEach(s -> lines.addAll(Wrap.lines(s, width, "  ")));
    sheet.withoutEmptyTables().tables().forEach(this::table);
    return String.join("\n", lines) + "\n";
  }

  private void table(Sheet.Table table) {
    lines.add("");
    lines.add(title(table));
    var names = table.columns().subList(1, table.columns().size());
    var widest = names.stream().mapToInt(String::length).max().orElse(0);
    for (var row : table.rows().stream().limit(MAX_ENTRIES).toList()) {
      lines.add("  " + paint.bold(Wrap.clean(row.get(0))));
      for (var i = 0; i < names.size(); i++) {
        entry(names.get(i), row.get(i + 1), Math.min(widest, MAX_NAME_WIDTH));
      }
    }
    if (table.rows().size() > MAX_ENTRIES) {
      lines.add(
          "  ... and %d more; --markdown and --html have them all"
              .formatted(table.rows().size() - MAX_ENTRIES));
    }
  }

  private String title(Sheet.Table table) {
    var title = "%s (%d)".formatted(table.title(), table.rows().size());
    return switch (table.tone()) {
      case BAD -> paint.loud(title);
      case GOOD -> paint.verdict("works", title);
      case PLAIN -> paint.bold(title);
    };
  }

  private void entry(String name, String value, int widest) {
    if (!value.isBlank()) {
      var begin = "    " + name + " ".repeat(Math.max(0, widest - name.length())) + "  ";
      lines.addAll(Wrap.lines(begin + value, width, " ".repeat(begin.length())));
    }
  }
}
