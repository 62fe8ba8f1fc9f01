package org.criumatrix.runs;

import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.record.CellRecord;

/**
 * Cases of row {@code performance} that differ only in a number: {@code performance/memory-16m}
 * belongs to {@code performance/memory}. A build that is slow in one respect shows there; among all
 * cells the effect would be lost.
 */
record Sweep(String name) {

  private static final Pattern CASE = Pattern.compile("(performance/.+)-\\d+[a-z]*");

  static Optional<Sweep> of(CellRecord record) {
    var parts = CASE.matcher(record.caseId().toString());
    return parts.matches() ? Optional.of(new Sweep(parts.group(1))) : Optional.empty();
  }
}
