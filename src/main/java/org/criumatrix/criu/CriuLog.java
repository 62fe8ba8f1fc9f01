package org.criumatrix.criu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.Glob;

/**
 * A log of CRIU, at any verbosity. Its lines are returned without time stamp, process ID, folder
 * and line number, which differ between runs and releases: {@code vdso.c: vdso: Unexpected rt vDSO
 * area bounds}.
 */
public final class CriuLog {

  /**
   * Matches {@code (00.017659) Error (criu/vdso.c:381): vdso: Unexpected …}. On restore a process
   * ID precedes it, in the restorer {@code pie: 42:}, and below {@code -v3} there is no time stamp.
   */
  private static final Pattern ERROR =
      Pattern.compile("^.{0,40}?\\bError \\((?:[^():]*/)?([^():/]+):\\d+\\): (.*)$");

  private static final Pattern STAMP =
      Pattern.compile("^(?:\\(\\d+\\.\\d+\\)? *)?(?:pie: )?(?: *\\d+: )?");

  private static final List<Glob> HARMLESS =
      CsvData.read("/org/criumatrix/criu/harmless.csv").stream()
          .map(r -> Glob.of(r.get("message")))
          .toList();

  private final List<String> lines;

  private CriuLog(List<String> lines) {
    this.lines = lines.stream().filter(line -> !line.isBlank()).toList();
  }

  /** Reads a log file. A missing file is an empty log: CRIU died before it wrote one. */
  public static CriuLog read(Path file) {
    try {
      // CRIU prints file names unchanged, so not every byte is UTF-8.
      return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList());
    } catch (NoSuchFileException e) {
      return parse(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log " + file, e);
    }
  }

  public static CriuLog parse(List<String> lines) {
    return new CriuLog(lines);
  }

  /**
   * Returns the first error that explains why CRIU failed, ignoring the errors that harmless.csv
   * lists.
   */
  public Optional<String> firstRelevantError() {
    return errors().stream().filter(e -> !e.harmless()).map(Line::toString).findFirst();
  }

  /** Returns every error in order, including harmless ones. */
  public List<String> allErrors() {
    return errors().stream().map(Line::toString).toList();
  }

  /**
   * Returns the best description of a failure: the first relevant error, otherwise the last line of
   * the log, because a killed CRIU writes no error.
   */
  public String cause() {
    return firstRelevantError()
        .or(() -> lastWords().map(line -> "no error line; the log ends with: " + line))
        .orElse("no error line; the log is empty");
  }

  private Optional<String> lastWords() {
    return lines.stream()
        .filter(line -> parseError(line).filter(Line::harmless).isEmpty())
        .reduce((earlier, later) -> later)
        .map(line -> STAMP.matcher(line).replaceFirst("").strip());
  }

  private List<Line> errors() {
    return lines.stream().map(CriuLog::parseError).flatMap(Optional::stream).toList();
  }

  private static Optional<Line> parseError(String line) {
    var matcher = ERROR.matcher(line);
    return matcher.matches()
        ? Optional.of(new Line(matcher.group(1), matcher.group(2).strip()))
        : Optional.empty();
  }

  private record Line(String file, String message) {

    boolean harmless() {
      return HARMLESS.stream().anyMatch(glob -> glob.matches(message));
    }

    @Override
    public String toString() {
      return file + ": " + message;
    }
  }
}
