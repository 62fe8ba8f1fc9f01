package org.criumatrix.matrix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code matrix.csv}: what is expected of every cell. The last matching line wins. */
public final class MatrixFile {

  private final List<MatrixLine> lines;

  private MatrixFile(List<MatrixLine> lines) {
    this.lines = lines;
  }

  /**
   * @throws MatrixFileException when a line cannot be used
   * @throws IOException when the file cannot be read
   */
  public static MatrixFile read(Path file) throws IOException {
    var lines = new ArrayList<MatrixLine>();
    for (var line : MatrixCsv.read(file)) {
      try {
        lines.add(MatrixLine.of(line.fields(), line.number()));
      } catch (IllegalArgumentException e) {
        throw new MatrixFileException(file.getFileName().toString(), line.number(), e.getMessage());
      }
    }
    return new MatrixFile(lines);
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
