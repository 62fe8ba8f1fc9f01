package org.criumatrix.dataset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * Finds the causes of failures: by today's matrix.csv, since the one that a run was judged by may
 * have had another text or none, and if that has none, by what the run recorded.
 */
final class CauseFinder {

  private record Failed(String cell, String kernel, MatrixFile lines) {}

  private final KnownErrors errors;
  private final Set<String> reasons = new HashSet<>();
  private final Map<Failed, Optional<String>> found = new HashMap<>();

  CauseFinder(MatrixFile file) {
    this.errors = new KnownErrors(file);
    file.expectations().stream()
        .filter(Expectation::fails)
        .forEach(line -> reasons.add(line.why()));
  }

  /**
   * Returns the cause of a failure; null if the cell does not fail.
   *
   * @param isOwn whether the run's own words about the cause count
   * @param redact removes names from a text that becomes the name of a cause
   */
  CauseKey of(CellRecord record, boolean isOwn, UnaryOperator<String> redact) {
    if (record.verdict() != Verdict.FAILS) {
      return null;
    }
    var recorded = isOwn ? record.cause().why() : null;
    if (recorded != null && reasons.contains(recorded)) {
      return CauseKey.ofReason(recorded);
    }
    return inFile(record)
        .or(() -> Optional.ofNullable(recorded).map(redact))
        .map(CauseKey::ofReason)
        .orElseGet(() -> CauseKey.ofError(redact.apply(ErrorShape.of(record.error()))));
  }

  private Optional<String> inFile(CellRecord record) {
    if (record.phase() == null || record.error() == null) {
      return Optional.empty();
    }
    return errors
        .lines(record.phase(), record.error(), record.errorId())
        .flatMap(
            lines ->
                found.computeIfAbsent(
                    new Failed(record.id(), record.kernel(), lines), f -> look(record, lines)));
  }

  /**
   * @param lines those that expect the error
   */
  private static Optional<String> look(CellRecord record, MatrixFile lines) {
    var cell = record.axes().cell();
    var dump = record.dump();
    return lines
        .expectation(cell, record.kernel(), dump)
        .or(
            () ->
                hasOneReason(lines)
                    ? lines.explaining(
                        cell,
                        record.kernel(),
                        dump,
                        record.phase(),
                        record.error(),
                        record.errorId())
                    : Optional.empty())
        .map(Expectation::why);
  }

  /** An error that other cases have for several reasons says nothing about this one. */
  private static boolean hasOneReason(MatrixFile lines) {
    return lines.expectations().stream().map(Expectation::why).distinct().count() == 1;
  }
}
