package org.criumatrix.cell;

import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.criu.CriuLog;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.verdict.Failure;

/** Extracts the error of a failed CRIU call. */
public final class Errors {

  private Errors() {}

  /** Returns the log's first relevant error; without one the output, or the way it ended. */
  public static Failure of(CriuCall call) {
    if (call.exit().timedOut()) {
      return Failure.of(FailureId.HANGS, call.exit().wall().toSeconds());
    }
    return CriuLog.parse(call.log().lines().toList())
        .firstRelevantError()
        .or(() -> printed(call))
        .map(Failure::quoted)
        .orElseGet(() -> Failure.of(FailureId.NO_OUTPUT, call.exit().describe()));
  }

  /**
   * Returns the first line that CRIU printed before it opened its log, without what differs from
   * run to run: the time stamp and the run ID.
   */
  private static Optional<String> printed(CriuCall call) {
    return call.exit()
        .stderr()
        .lines()
        .map(l -> l.replaceFirst("^\\(\\d+\\.\\d+\\) ", "").strip())
        .filter(l -> !l.isEmpty() && !l.startsWith("CRIU run id"))
        .findFirst();
  }
}
