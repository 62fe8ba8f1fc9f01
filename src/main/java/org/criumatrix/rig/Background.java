package org.criumatrix.rig;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.criumatrix.cell.Errors;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Await;
import org.criumatrix.host.Command;
import org.criumatrix.host.Running;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;

/** A CRIU that runs in the background for another one: a page server or a lazy-pages daemon. */
record Background(
    RuntimeContext context, String action, String images, Running running, Command command) {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  /**
   * @param action {@code page-server}, {@code lazy-pages}
   * @param images the folder in which it works
   */
  static Background start(
      RuntimeContext context, String action, String images, List<String> words) {
    var command = context.privilege().criu(context.criu().command(action, images, words));
    return new Background(context, action, images, context.host().start(command), command);
  }

  /**
   * Waits until it is ready; otherwise the phase fails.
   *
   * @param limit how long to wait
   */
  void awaitReady(Phase phase, Duration limit, BooleanSupplier ready) {
    var what = "a criu %s that is ready".formatted(action);
    Await.until(what, limit, POLL_INTERVAL, () -> ready.getAsBoolean() || ended(), yes -> yes);
    if (ended()) {
      throw new PhaseFailure(phase, Errors.of(call()));
    }
    if (!ready.getAsBoolean()) {
      kill();
      throw new PhaseFailure(phase, FailureId.NOT_READY, action);
    }
  }

  boolean ended() {
    return running.exit().isDone();
  }

  /** Returns the call after it has ended. */
  CriuCall call() {
    return context.criu().ended(action, images, command, running.await(command));
  }

  void kill() {
    if (!ended()) {
      context.host().kill(running.pid(), 9);
    }
  }
}
