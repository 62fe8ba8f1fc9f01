package org.criumatrix.app;

import java.nio.file.Path;
import org.criumatrix.junit.Terminal;
import org.criumatrix.report.Sheet;
import org.criumatrix.report.Sheets;
import picocli.CommandLine.Option;

/** How a command prints its tables: as text, unless one of these is given. */
final class SheetFormat {

  @Option(names = "--md", description = "Print Markdown.")
  private boolean markdown;

  @Option(names = "--html", description = "Print a page.")
  private boolean html;

  @Option(names = "--csv", description = "Print the data, as --data writes it.")
  private boolean csv;

  /**
   * Prints the tables.
   *
   * @param data what they are made from
   * @param file which gets the data, too; null without {@code --data}
   * @throws CommandException if the file cannot be written
   */
  void print(Sheet sheet, String data, Path file) {
    System.out.print(text(sheet, data));
    if (file != null) {
      RunFolders.write(file, data);
    }
  }

  private String text(Sheet sheet, String data) {
    if (markdown) {
      return Sheets.markdown(sheet);
    }
    if (html) {
      return Sheets.html(sheet);
    }
    return csv ? data : Sheets.text(sheet, Terminal.hasColours(), Terminal.WIDTH);
  }
}
