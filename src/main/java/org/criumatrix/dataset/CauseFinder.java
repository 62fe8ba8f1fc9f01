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

  private record Failed(String cell, String kernel, String phase, String error) {}

  private final MatrixFile file;
  private final Set<String> reasons = new HashSet<>();
  private final Map<Failed, Optional<String>> found = new HashMap<>();

  CauseFinder(MatrixFile file) {
    this.file = file;
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
    var failed =
        new Failed(
            record.id(), record.kernel(), record.phase().key(), ErrorShape.of(record.error()));
    return found.computeIfAbsent(failed, f -> look(record));
  }

  private Optional<String> look(CellRecord record) {
    var cell = record.axes().cell();
    var dump = record.dump();
    return file.expectation(cell, record.kernel(), dump)
        .filter(e -> e.fails() && e.at().filter(record.phase()::equals).isPresent())
        .filter(e -> e.meansError(record.error(), record.errorId()))
        .or(
            () ->
                file.explaining(
                    cell, record.kernel(), dump, record.phase(), record.error(), record.errorId()))
        .map(Expectation::why);
  }
}
