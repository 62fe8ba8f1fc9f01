package org.criumatrix.matrix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** {@code matrix.csv}: the expectations for all cells. The last matching line applies. */
public final class MatrixFile {

  /** Expects nothing of any cell. */
  public static final MatrixFile NONE = new MatrixFile(List.of(), Sha256.of(""));

  private final List<MatrixLine> lines;
  private final String checksum;

  private MatrixFile(List<MatrixLine> lines, String checksum) {
    this.lines = lines;
    this.checksum = checksum;
  }

  /**
   * @throws MatrixFileException if a line is invalid
   * @throws IOException if the file cannot be read
   */
  public static MatrixFile read(Path file) throws IOException {
    return of(String.valueOf(file.getFileName()), Files.readAllBytes(file));
  }

  /**
   * @param name the file's name for messages
   * @throws MatrixFileException if a line is invalid
   */
  public static MatrixFile of(String name, String text) {
    return of(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param name the file's name for messages
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

  /** Returns a copy without some of its lines. */
  public MatrixFile without(Set<Integer> numbers) {
    return new MatrixFile(
        lines.stream().filter(l -> !numbers.contains(l.expectation().line())).toList(), checksum);
  }

  /**
   * Returns a copy with only the lines about every case, which are knowledge about any program. It
   * has its own count of unused lines.
   */
  public MatrixFile knowledge() {
    return new MatrixFile(lines.stream().filter(MatrixLine::isAboutAnyProgram).toList(), checksum);
  }

  /** Returns what each line expects, in the order of the file. */
  public List<Expectation> expectations() {
    return lines.stream().map(MatrixLine::expectation).toList();
  }

  /**
   * Returns every failure that awaits a program: of all lines that match, those behind the last one
   * that expects no failure. The one that CRIU meets first is the last.
   */
  public List<Expectation> failures(Cell cell, String kernel, DumpContext dump) {
    var failures = new ArrayList<Expectation>();
    for (var line : lines) {
      if (!line.expectation().loses() && line.matches(cell, kernel, dump)) {
        if (!line.expectation().fails()) {
          failures.clear();
        } else {
          failures.add(line.expectation());
        }
      }
    }
    return List.copyOf(failures);
  }

  /** Returns what a program would lose although no call fails. */
  public List<Expectation> losses(Cell cell, String kernel, DumpContext dump) {
    return lines.stream()
        .filter(l -> l.expectation().loses() && l.matches(cell, kernel, dump))
        .map(MatrixLine::expectation)
        .toList();
  }

  /**
   * Returns the number of cells that a line names literally, on one kernel; empty if it has globs.
   */
  public OptionalInt named(int number) {
    return lines.stream()
        .filter(l -> l.expectation().line() == number)
        .map(MatrixLine::named)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  /**
   * Returns the SHA-256 of the whole file: records with the same checksum were judged by the same
   * expectations.
   */
  public String checksum() {
    return checksum;
  }

  /**
   * Returns the expectation for a cell whose traits are unknown, so that no line about traits
   * counts; empty if no line matches.
   */
  public Optional<Expectation> expectation(Cell cell, String kernel) {
    return expectation(cell, kernel, DumpContext.UNKNOWN);
  }

  /** Returns the expectation for a cell on a kernel; empty if no line matches. */
  public synchronized Optional<Expectation> expectation(
      Cell cell, String kernel, DumpContext dump) {
    Optional<Expectation> last = Optional.empty();
    for (var line : lines) {
      if (!line.expectation().loses() && line.matches(cell, kernel, dump)) {
        last = Optional.of(line.expectation());
      }
    }
    return last;
  }

  /**
   * Returns the last line about other cases that expects the failure of this cell: same CRIU,
   * privilege and kernel, same phase and error. Empty if there is none.
   */
  public Optional<Expectation> explaining(
      Cell cell, String kernel, DumpContext dump, Phase phase, String error, FailureId id) {
    return lines.stream()
        .filter(l -> l.explains(cell, kernel, dump, phase, error, id))
        .map(MatrixLine::expectation)
        .reduce((earlier, later) -> later);
  }

  /**
   * Returns the fields of a line as written in the file, in the order of its header.
   *
   * @throws java.util.NoSuchElementException if there is no such line
   */
  public List<String> fields(int number) {
    return lines.stream()
        .filter(l -> l.expectation().line() == number)
        .map(MatrixLine::fields)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Returns the numbers of lines about cases that matched no requested cell: often these are typing
   * errors. What a line says about programs may be about none of the suite's own, and what it says
   * about callers of CRIU about runs with another one.
   */
  public synchronized List<Integer> unusedLines() {
    return lines.stream()
        .filter(l -> !l.used() && !l.expectation().details().isAboutTraits())
        .filter(l -> !l.isAboutCaller())
        .map(l -> l.expectation().line())
        .toList();
  }
}
