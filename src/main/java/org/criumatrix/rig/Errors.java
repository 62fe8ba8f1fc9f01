package org.criumatrix.rig;

import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.criu.CriuLog;

/** What a failed call of CRIU has to say. */
final class Errors {

  private Errors() {}

  /** Returns the log's first relevant error; without one the output, or the way it ended. */
  static String of(CriuCall call) {
    var told =
        call.exit().timedOut()
            ? Optional.of("hangs: no answer in %d s".formatted(call.exit().wall().toSeconds()))
            : Optional.<String>empty();
    return told.or(() -> CriuLog.parse(call.log().lines().toList()).firstTellingError())
        .or(() -> printed(call))
        .orElse(call.exit().describe() + ", and not a word");
  }

  /**
   * Before it has a log, CRIU prints: time stamps and the number of the run would differ each time.
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
