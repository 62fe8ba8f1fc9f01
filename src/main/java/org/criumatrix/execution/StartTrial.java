package org.criumatrix.execution;

import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;

/**
 * Finds out whether CRIU can start, by asking it to dump a process that does not exist. A CRIU that
 * does not know the kernel, or that lacks privileges, ends before it looks for the process, and so
 * would every dump.
 */
final class StartTrial {

  /** The largest PID of Linux (PID_MAX_LIMIT), which no process here has. */
  private static final String NO_PROCESS = "4194303";

  private StartTrial() {}

  /**
   * Runs the trial.
   *
   * @return the call, if CRIU failed before it looked for the process; empty if it can start, or if
   *     it hangs or lies, which the cells find out
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
