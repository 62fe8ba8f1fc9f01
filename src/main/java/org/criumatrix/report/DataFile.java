package org.criumatrix.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** The form of data from which pages are made again: an introduction as comments, then CSV. */
final class DataFile {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private static final String COMMENT = "# ";

  private DataFile() {}

  /** Returns the introduction of a file. */
  static List<String> intro(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines
          .takeWhile(l -> l.startsWith(COMMENT))
          .map(l -> l.substring(COMMENT.length()))
          .toList();
    }
  }

  static String text(List<String> intro, List<String> columns, Collection<? extends List<?>> rows) {
    var lines = new ArrayList<String>();
    intro.forEach(s -> lines.add(COMMENT + s.replaceAll("\\s+", " ")));
    lines.add(FORMAT.format(columns.toArray()));
    rows.forEach(fields -> lines.add(FORMAT.format(fields.toArray())));
    return String.join("\n", lines) + "\n";
  }
}
