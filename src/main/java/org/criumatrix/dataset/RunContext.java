package org.criumatrix.dataset;

import java.util.Map;
import java.util.Optional;
import org.criumatrix.bundle.Redactor;
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
 */
record RunContext(
    String id,
    RunInfo info,
    Optional<String> submittedBy,
    Map<String, String> machines,
    Redactor redactor,
    Causes causes) {

  private static final String PATH = "path:";

  CellKey key(CellRecord record) {
    var cell = record.axes().cell();
    var machine = machines.get(Machines.host(record.host(), info));
    return new CellKey(
        "%s[criu=%s,privilege=%s,runtime=%s,host=%s]"
            .formatted(
                cell.caseId(),
                axis(record.criu()),
                record.privilege(),
                record.runtime(),
                axis(record.host())),
        redactor.redact(record.kernel()),
        machine,
        submittedBy.orElse(""));
  }

  /** Returns the value of an axis; the path of a user's own build can name the user. */
  String axis(String value) {
    return value.contains(PATH) ? redactor.redact(value) : value;
  }

  CauseKey cause(CellRecord record) {
    return causes.of(record, submittedBy.isEmpty(), redactor::redact);
  }

  /** Returns the checksum of a build's program; null if it is not known. */
  String program(String criu) {
    return info.build(criu).map(CriuBuildInfo::sha256).orElse(null);
  }
}
