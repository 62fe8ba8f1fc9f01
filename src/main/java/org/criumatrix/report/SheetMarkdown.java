package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;

/** Writes a sheet for an issue or a mail. */
final class SheetMarkdown {

  private SheetMarkdown() {}

  static String of(Sheet sheet) {
    var lines = new ArrayList<String>();
    lines.add("# " + MarkdownPage.escape(sheet.title()));
    for (var sentence : sheet.intro()) {
      lines.addAll(List.of("", MarkdownPage.escape(sentence)));
    }
    sheet.withoutEmptyTables().tables().forEach(t -> lines.addAll(table(t)));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> table(Sheet.Table table) {
    var title = "## %s: %d".formatted(MarkdownPage.escape(table.title()), table.rows().size());
    var lines = new ArrayList<>(List.of("", title, "", MarkdownPage.line(table.columns())));
    lines.add("|" + " --- |".repeat(table.columns().size()));
    for (var row : table.rows()) {
      lines.add(MarkdownPage.line(row.stream().map(MarkdownPage::escape).toList()));
    }
    return lines;
  }
}
