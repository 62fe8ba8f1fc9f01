package org.criumatrix.matrix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** {@code matrix.csv}: what is expected of every cell. The last matching line wins. */
public final class MatrixFile {

  private static final List<String> COLUMNS =
      List.of(
          "case", "criu", "privilege", "runtime", "host", "kernel", "expect", "at", "error", "why");

  private final List<MatrixLine> lines;

  private MatrixFile(List<MatrixLine> lines) {
    this.lines = lines;
  }

  /**
   * @throws MatrixFileException when a line cannot be used
   * @throws IOException when the file cannot be read
   */
  public static MatrixFile read(Path file) throws IOException {
    var name = file.getFileName().toString();
    var format =
        CSVFormat.DEFAULT
            .builder()
            .setCommentMarker('#')
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
    try (var parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      if (!parser.getHeaderNames().equals(COLUMNS)) {
        throw new MatrixFileException(name, 1, "the columns are " + String.join(", ", COLUMNS));
      }
      var lines = new ArrayList<MatrixLine>();
      for (var record : parser) {
        var line = (int) parser.getCurrentLineNumber();
        if (record.size() != COLUMNS.size()) {
          throw new MatrixFileException(
              name,
              line,
              "has %d fields, not %d; a comma inside a field needs double quotes around the field"
                  .formatted(record.size(), COLUMNS.size()));
        }
        try {
          lines.add(MatrixLine.of(record, line));
        } catch (IllegalArgumentException e) {
          throw new MatrixFileException(name, line, e.getMessage());
        }
      }
      return new MatrixFile(lines);
    } catch (java.io.UncheckedIOException e) {
      throw new MatrixFileException(
          name, lineCount(file), "cannot be read as CSV: " + e.getCause().getMessage());
    }
  }

  private static long lineCount(Path file) throws IOException {
    try (var all = Files.lines(file)) {
      return all.count();
    }
  }

  /** What is expected of a cell on a kernel; empty when no line matches. */
  public synchronized Optional<Expectation> expectation(Cell cell, String kernel) {
    Optional<Expectation> last = Optional.empty();
    for (var line : lines) {
      if (line.matches(cell, kernel)) {
        last = Optional.of(line.expectation());
      }
    }
    return last;
  }

  /** Line numbers that matched no cell that was asked about: typing errors often look like this. */
  public synchronized List<Integer> unusedLines() {
    return lines.stream().filter(l -> !l.used()).map(l -> l.expectation().line()).toList();
  }
}
