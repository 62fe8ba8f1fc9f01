package org.criumatrix.rig;

import java.util.List;
import java.util.Map;
import org.criumatrix.cell.Errors;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.Unavailable;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.host.Exit;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Failure;
import org.criumatrix.zdtm.ZdtmReport;
import org.criumatrix.zdtm.ZdtmReport.Stage;
import org.criumatrix.zdtm.ZdtmTest;

/**
 * Decides what a run of zdtm.py shows. Its word is not enough: CRIU's own logs have to say that it
 * has dumped and restored.
 *
 * @param exit how zdtm.py ended
 * @param calls the calls of CRIU that left a log, in their order
 */
record ZdtmJudge(ZdtmTest test, ZdtmReport report, Exit exit, List<CriuCall> calls) {

  /** The last words of a call that succeeded. */
  private static final Map<String, String> SUCCESS =
      Map.of(
          "pre-dump", "Pre-dumping finished successfully",
          "dump", "Dumping finished successfully",
          "restore", "Restore finished successfully");

  private static final String DUMP = "dump";
  private static final String RESTORE = "restore";

  /** Returns whether a log says that its call succeeded. */
  static boolean isComplete(String action, String log) {
    return log.contains(SUCCESS.get(action));
  }

  /**
   * Returns whether CRIU refused a test that it has to refuse; otherwise the test passed.
   *
   * @throws PhaseFailure if it did not pass
   * @throws Unavailable if zdtm.py did not run it
   */
  boolean isRefusal() {
    if (exit.timedOut()) {
      throw new PhaseFailure(phaseOfCall(), FailureId.HANGS, exit.wall().toSeconds());
    }
    return switch (report.end()) {
      case SKIPPED -> throw new Unavailable("zdtm.py skips it: " + report.detail());
      case UNKNOWN ->
          throw new Unavailable(
              "zdtm.py does not know it, because it was not built here: " + report.detail());
      case FAILED -> throw failed();
      case BROKE -> throw broke();
      case PASSED -> passed();
    };
  }

  private boolean passed() {
    if (!exit.succeeded()) {
      throw unproven(Phase.CLEAN, "it ends with " + exit.describe());
    }
    if (test.mustFail()) {
      var refused = calls.stream().anyMatch(c -> !c.exit().succeeded());
      if (!refused) {
        throw unproven(Phase.DUMP, "no log of CRIU shows a failure, which the test asks for");
      }
      return calls.stream().noneMatch(c -> c.action().equals(RESTORE));
    }
    requireComplete(Phase.DUMP, DUMP);
    requireComplete(Phase.RESTORE, RESTORE);
    return false;
  }

  private void requireComplete(Phase phase, String action) {
    var of = calls.stream().filter(c -> c.action().equals(action)).toList();
    if (of.isEmpty() || of.stream().anyMatch(c -> !c.exit().succeeded())) {
      throw unproven(phase, "no log of CRIU says '%s'".formatted(SUCCESS.get(action)));
    }
  }

  private static PhaseFailure unproven(Phase phase, String why) {
    return new PhaseFailure(phase, FailureId.ZDTM_UNPROVEN, why);
  }

  private PhaseFailure failed() {
    var step = report.detail();
    if (step.equals("unexpected success")) {
      return new PhaseFailure(Phase.DUMP, FailureId.NOT_REFUSED);
    }
    if (step.startsWith("CRIU ")) {
      return new PhaseFailure(report.phase(), errorOf(step.substring("CRIU ".length())));
    }
    var byTest = step.equals("result check") || report.phase() == Phase.START;
    return byTest && !report.complaints().isEmpty()
        ? new PhaseFailure(report.phase(), Failure.quoted(report.complaints().get(0)))
        : new PhaseFailure(report.phase(), FailureId.ZDTM_CHECK, step);
  }

  private Failure errorOf(String action) {
    return calls.stream()
        .filter(c -> c.action().equals(action))
        .reduce((one, next) -> next)
        .map(Errors::of)
        .orElseGet(() -> Failure.of(FailureId.NO_OUTPUT, "CRIU " + action));
  }

  /** zdtm.py waits a minute for CRIU, and is not prepared for a process that is not there. */
  private PhaseFailure broke() {
    if (report.stage() == Stage.NONE) {
      // Nothing was started: this is about the host, not about CRIU.
      throw new IllegalStateException("zdtm.py: " + report.detail());
    }
    return new PhaseFailure(phaseOfCall(), FailureId.ZDTM_CHECK, report.detail());
  }

  private Phase phaseOfCall() {
    return switch (report.stage()) {
      case DUMP -> isDone(DUMP) ? Phase.GONE : Phase.DUMP;
      case RESTORE -> isDone(RESTORE) ? Phase.ALIVE : Phase.RESTORE;
      default -> report.phase();
    };
  }

  private boolean isDone(String action) {
    return calls.stream().anyMatch(c -> c.action().equals(action) && c.exit().succeeded());
  }
}
