package org.criumatrix.execution;

import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;

/**
 * Finds out whether CRIU gets as far as looking at a process: a build that does not know the
 * kernel, or a privilege that is not enough, ends before that, and every dump ends alike. It is
 * asked to dump a process that is not there.
 */
final class StartTrial {

  /** The largest that Linux gives to a process (PID_MAX_LIMIT), which none here has. */
  private static final String NO_PROCESS = "4194303";

  private StartTrial() {}

  /**
   * @return the call, when CRIU failed before it looked for the process; empty: it can start, or
   *     hangs or lies, which is for the cells to find
   */
  static Optional<CriuCall> refusal(RuntimeContext context) {
    var host = context.host();
    var images = host.home() + "/start-trial";
    host.mkdir(images, context.owner("0700"));
    try {
      var call = context.criu().call("dump", images, List.of("-t", NO_PROCESS));
      var looked = (call.log() + call.exit().stderr()).contains(NO_PROCESS);
      var ended = !call.exit().succeeded() && !call.exit().timedOut();
      return ended && !looked ? Optional.of(call) : Optional.empty();
    } finally {
      host.remove(images);
    }
  }
}
