package org.criumatrix.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the lines of matrix.csv with their numbers. Each line is parsed separately, so that a
 * missing quote does not swallow the lines below it, and every error names its line.
 */
final class MatrixCsv {

  private static final List<String> COLUMNS =
      List.of(
          "case", "criu", "privilege", "runtime", "host", "kernel", "expect", "at", "error", "why");

  static final String HOLDS = "holds";
  static final String WITH = "with";
  static final String ISSUE = "issue";
  static final String FIXED = "fixed";
  static final String REMEDY = "remedy";

  /** Columns that a file and each of its lines may lack, from the last one on. */
  private static final List<String> OPTIONAL = List.of(HOLDS, WITH, ISSUE, FIXED, REMEDY);

  static final List<String> ALL_COLUMNS =
      Stream.concat(COLUMNS.stream(), OPTIONAL.stream()).toList();

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader(ALL_COLUMNS.toArray(String[]::new))
          .setIgnoreSurroundingSpaces(true)
          .get();

  /** A byte order mark, with which spreadsheets begin UTF-8: its bytes as single characters. */
  private static final String BOM = "\u00ef\u00bb\u00bf";

  record Line(int number, CSVRecord fields) {}

  private MatrixCsv() {}

  /** Returns the lines below the header that are not empty or comments. */
  static List<Line> read(String name, byte[] bytes) {
    var lines = new ArrayList<Line>();
    var number = 0;
    var whole = new String(bytes, StandardCharsets.ISO_8859_1);
    for (var text : whole.substring(whole.startsWith(BOM) ? BOM.length() : 0).split("\n")) {
      number++;
      var line = decoded(name, number, text).strip();
      if (!line.isEmpty() && !text.startsWith("#")) {
        lines.add(new Line(number, fields(name, number, line)));
      }
    }
    var header = lines.isEmpty() ? List.<String>of() : lines.get(0).fields().toList();
    if (header.size() < COLUMNS.size()
        || header.size() > ALL_COLUMNS.size()
        || !header.equals(ALL_COLUMNS.subList(0, header.size()))) {
      throw new MatrixFileException(
          name,
          lines.isEmpty() ? 1 : lines.get(0).number(),
          "the columns are %s, and if needed %s"
              .formatted(String.join(", ", COLUMNS), String.join(", ", OPTIONAL)));
    }
    for (var line : lines) {
      if (line.fields().size() < COLUMNS.size() || line.fields().size() > header.size()) {
        throw new MatrixFileException(
            name,
            line.number(),
            "has %d fields, not %d; a comma inside a field needs double quotes around the field"
                .formatted(line.fields().size(), header.size()));
      }
    }
    return lines.subList(1, lines.size());
  }

  /** Returns the field of a column that a line may lack; empty if it does. */
  static String optional(CSVRecord line, String column) {
    return line.isSet(column) ? line.get(column) : "";
  }

  private static String decoded(String name, int number, String bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MatrixFileException(name, number, "is not UTF-8");
    }
  }

  private static CSVRecord fields(String name, int number, String text) {
    if (text.contains("\r")) {
      // CSV would parse the line as two records, and one would be lost.
      throw new MatrixFileException(
          name, number, "has a carriage return in it; lines end with a line feed");
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
