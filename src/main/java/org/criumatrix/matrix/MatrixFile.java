package org.criumatrix.matrix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** {@code matrix.csv}: what is expected of every cell. The last matching line wins. */
public final class MatrixFile {

  private final List<MatrixLine> lines;
  private final String checksum;

  private MatrixFile(List<MatrixLine> lines, String checksum) {
    this.lines = lines;
    this.checksum = checksum;
  }

  /**
   * @throws MatrixFileException when a line cannot be used
   * @throws IOException when the file cannot be read
   */
  public static MatrixFile read(Path file) throws IOException {
    return of(String.valueOf(file.getFileName()), Files.readAllBytes(file));
  }

  /**
   * @param name of the file, for messages
   * @throws MatrixFileException when a line cannot be used
   */
  public static MatrixFile of(String name, String text) {
    return of(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param name of the file, for messages
   */
  static MatrixFile of(String name, byte[] text) {
    var lines = new ArrayList<MatrixLine>();
    for (var line : MatrixCsv.read(name, text)) {
      try {
        lines.add(MatrixLine.of(line.fields(), line.number()));
      } catch (IllegalArgumentException e) {
        throw new MatrixFileException(name, line.number(), e.getMessage());
      }
    }
    return new MatrixFile(lines, Sha256.of(text));
  }

  /** The same without some of its lines. */
  public MatrixFile without(Set<Integer> numbers) {
    return new MatrixFile(
        lines.stream().filter(l -> !numbers.contains(l.expectation().line())).toList(), checksum);
  }

  /** How many cells a line names one by one, on one kernel; empty when it has globs. */
  public OptionalInt named(int number) {
    return lines.stream()
        .filter(l -> l.expectation().line() == number)
        .map(MatrixLine::named)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  /** SHA-256 of the whole file: cells that were judged by the same expectations have the same. */
  public String checksum() {
    return checksum;
  }

  /**
   * Returns what is expected of a cell of which nobody has seen yet what it holds, so that no line
   * about traits counts; empty if no line matches.
   */
  public Optional<Expectation> expectation(Cell cell, String kernel) {
    return expectation(cell, kernel, null);
  }

  /**
   * Returns what is expected of a cell on a kernel; empty if no line matches.
   *
   * @param traits what its subjects hold, name → bytes; null if it is not known
   */
  public synchronized Optional<Expectation> expectation(
      Cell cell, String kernel, Map<String, Long> traits) {
    Optional<Expectation> last = Optional.empty();
    for (var line : lines) {
      if (line.matches(cell, kernel, traits)) {
        last = Optional.of(line.expectation());
      }
    }
    return last;
  }

  /**
   * The last line that is about other cases and names the very failure that this cell shows: same
   * CRIU, privilege and kernel, same phase and error. Empty when there is none.
   */
  public Optional<Expectation> explaining(
      Cell cell, String kernel, Map<String, Long> traits, Phase phase, String error, FailureId id) {
    return lines.stream()
        .filter(l -> l.explains(cell, kernel, traits, phase, error, id))
        .map(MatrixLine::expectation)
        .reduce((earlier, later) -> later);
  }

  /**
   * A line's fields as they stand in the file, in the order of its header.
   *
   * @throws java.util.NoSuchElementException when there is no such line
   */
  public List<String> fields(int number) {
    return lines.stream()
        .filter(l -> l.expectation().line() == number)
        .map(MatrixLine::fields)
        .findFirst()
        .orElseThrow();
  }

  /** Line numbers that matched no cell that was asked about: typing errors often look like this. */
  public synchronized List<Integer> unusedLines() {
    return lines.stream().filter(l -> !l.used()).map(l -> l.expectation().line()).toList();
  }
}
