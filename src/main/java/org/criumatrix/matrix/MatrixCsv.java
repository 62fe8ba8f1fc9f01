package org.criumatrix.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The lines of matrix.csv and their numbers. Each is read by itself: no quote that was forgotten
 * swallows the lines below it, and whatever is wrong is told of the line where it is.
 */
final class MatrixCsv {

  private static final List<String> COLUMNS =
      List.of(
          "case", "criu", "privilege", "runtime", "host", "kernel", "expect", "at", "error", "why");

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader(COLUMNS.toArray(String[]::new))
          .setIgnoreSurroundingSpaces(true)
          .get();

  record Line(int number, CSVRecord fields) {}

  private MatrixCsv() {}

  /** Every line below the header that says something. */
  static List<Line> read(Path file) throws IOException {
    var name = file.getFileName().toString();
    var lines = new ArrayList<Line>();
    var number = 0;
    for (var text : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")) {
      number++;
      if (!text.isBlank() && !text.startsWith("#")) {
        lines.add(new Line(number, fields(name, number, text.strip())));
      }
    }
    if (lines.isEmpty() || !lines.get(0).fields().toList().equals(COLUMNS)) {
      throw new MatrixFileException(
          name,
          lines.isEmpty() ? 1 : lines.get(0).number(),
          "the columns are " + String.join(", ", COLUMNS));
    }
    for (var line : lines) {
      if (line.fields().size() != COLUMNS.size()) {
        throw new MatrixFileException(
            name,
            line.number(),
            "has %d fields, not %d; a comma inside a field needs double quotes around the field"
                .formatted(line.fields().size(), COLUMNS.size()));
      }
    }
    return lines.subList(1, lines.size());
  }

  private static CSVRecord fields(String name, int number, String bytes) {
    var text = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    if (text.contains("\ufffd")) {
      throw new MatrixFileException(name, number, "is not UTF-8");
    }
    try (var parser = CSVParser.parse(text, FORMAT)) {
      return parser.iterator().next();
    } catch (IOException e) {
      throw new MatrixFileException(name, number, "cannot be read as CSV: " + e.getMessage());
    } catch (UncheckedIOException e) {
      throw new MatrixFileException(
          name, number, "cannot be read as CSV: " + e.getCause().getMessage());
    }
  }
}
