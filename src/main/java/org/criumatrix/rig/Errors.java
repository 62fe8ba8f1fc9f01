package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.criumatrix.criu.CriuLog;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.runtime.CriuCall;

/** What a failed call of CRIU has to say. */
final class Errors {

  private Errors() {}

  /** The log's first telling error, else what it printed, else how it ended. */
  static String of(Host host, CriuCall call) {
    var told =
        call.exit().timedOut()
            ? Optional.of("hangs: " + call.exit().told())
            : Optional.<String>empty();
    return told.or(
            () ->
                log(host, call)
                    .flatMap(text -> CriuLog.parse(text.lines().toList()).firstTellingError()))
        .or(() -> printed(call))
        .orElse(call.exit().told() + ", and not a word");
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

  static Optional<String> log(Host host, CriuCall call) {
    try {
      return Optional.of(new String(host.read(call.log()), StandardCharsets.UTF_8));
    } catch (HostException e) {
      // CRIU ended before it opened its log: what it printed tells the rest.
      return Optional.empty();
    }
  }
}
