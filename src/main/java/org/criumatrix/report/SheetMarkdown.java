package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;

/** Writes a sheet for an issue or a mail. */
final class SheetMarkdown {

  private SheetMarkdown() {}

  /**
   * @param level of the title's heading, 1 for a page of its own
   */
  static String of(Sheet sheet, int level) {
    var lines = new ArrayList<String>();
    var heading = "#".repeat(level) + " ";
    lines.add(heading + MarkdownPage.escape(sheet.title()));
    for (var sentence : sheet.intro()) {
      lines.addAll(List.of("", MarkdownPage.escape(sentence)));
    }
    sheet.withoutEmptyTables().tables().forEach(t -> lines.addAll(table(t, "#" + heading)));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> table(Sheet.Table table, String heading) {
    var title =
        "%s%s: %d".formatted(heading, MarkdownPage.escape(table.title()), table.rows().size());
    var lines = new ArrayList<>(List.of("", title, "", MarkdownPage.line(table.columns())));
    lines.add("|" + " --- |".repeat(table.columns().size()));
    for (var row : table.rows()) {
      lines.add(MarkdownPage.line(row.stream().map(MarkdownPage::escape).toList()));
    }
    return lines;
  }
}
