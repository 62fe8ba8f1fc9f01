package org.criumatrix.dataset;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.criumatrix.bundle.Redactor;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.CriuBuildInfo;

/**
 * What the results of one run share.
 *
 * @param id the run's id
 * @param submittedBy who sent it; empty for an own run
 * @param machines host → id of its machine
 * @param redactor knows the names of its machine
 * @param redact what the redactor does, with a memory: most texts come again and again
 */
record RunContext(
    String id,
    RunInfo info,
    Optional<String> submittedBy,
    Map<String, String> machines,
    Redactor redactor,
    UnaryOperator<String> redact,
    Causes causes) {

  private static final String PATH = "path:";

  /** Returns a redactor with a memory: the same texts come again and again. */
  static UnaryOperator<String> remembering(Redactor redactor) {
    var known = new HashMap<String, String>();
    return text -> known.computeIfAbsent(text, redactor::redact);
  }

  CellKey key(Attempted cell) {
    var record = cell.worst();
    return new CellKey(
        cell.cellId().contains(PATH) ? redactedId(record) : cell.cellId(),
        redact.apply(record.kernel()),
        machines.get(Machines.host(record.host(), info)),
        submittedBy.orElse(""));
  }

  /** Redacted as one text, an id could differ from its axes. */
  private String redactedId(CellRecord record) {
    return Cell.of(
            record.caseId(),
            axis(record.criu()),
            axis(record.privilege()),
            axis(record.runtime()),
            axis(record.host()))
        .id();
  }

  /** Returns the value of an axis; the path of a user's own build can name the user. */
  String axis(String value) {
    return value.contains(PATH) ? redact.apply(value) : value;
  }

  CauseKey cause(CellRecord record) {
    return causes.of(record, submittedBy.isEmpty(), redact);
  }

  /** Returns the checksum of a build's program; null if it is not known. */
  String program(String criu) {
    return info.build(criu).map(CriuBuildInfo::sha256).orElse(null);
  }
}
