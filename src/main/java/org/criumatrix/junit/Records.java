package org.criumatrix.junit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.host.Exit;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.CellRecord.Command;
import org.criumatrix.rig.CellResult;
import org.criumatrix.verdict.Judge;

/** Makes the record of a cell. */
final class Records {

  private static final String NO_LINE =
      "no line of matrix.csv matches this cell; its first line should be a catch-all";

  private Records() {}

  static CellRecord of(
      Attempt attempt,
      String kernel,
      CellResult result,
      Optional<Expectation> expected,
      String hint) {
    var cell = attempt.cell();
    var seen = result.outcome();
    var measured = seen.measured();
    return new CellRecord(
        cell.id(),
        cell.caseId().row(),
        cell.caseId().toString(),
        cell.on(Axis.CRIU),
        cell.on(Axis.PRIVILEGE),
        cell.on(Axis.RUNTIME),
        cell.on(Axis.HOST),
        kernel,
        seen.verdict(),
        seen.phase(),
        seen.error(),
        expected.map(Expectation::describe).orElse(NO_LINE),
        Judge.judge(seen, expected),
        rounded(measured.dumpMs()),
        rounded(frozenMs(measured.criuStats().get("frozen_time"))),
        rounded(measured.restoreMs()),
        rounded(measured.wallMs()),
        measured.imageBytes(),
        attempt.evidence(),
        expected.map(Expectation::why).filter(w -> !w.isEmpty()).orElse(null),
        hint,
        seen.checks(),
        result.calls().stream().map(Records::command).toList(),
        measured.criuStats(),
        seen.kernelLog(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
        attempt.number(),
        measured.stepsLost(),
        rounded(measured.phasesMs()));
  }

  private static Command command(CriuCall call) {
    Exit exit = call.exit();
    return new Command(call.line(), exit.code() < 0 ? null : exit.code(), rounded(exit.ms()));
  }

  /** CRIU counts in microseconds. */
  private static Double frozenMs(Long us) {
    return us == null ? null : us / 1e3;
  }

  private static Map<String, Double> rounded(Map<String, Double> ms) {
    var rounded = new LinkedHashMap<String, Double>();
    ms.forEach((part, value) -> rounded.put(part, rounded(value)));
    return rounded;
  }

  private static Double rounded(Double ms) {
    return ms == null ? null : Math.round(ms * 1000) / 1000.0;
  }
}
