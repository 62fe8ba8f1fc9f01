package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Checkpoints;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.Unavailable;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.host.Command;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;

/** What {@code criu check} says of this kernel, and whether it is true. */
public final class KernelChecks {

  private final CellEnvironment environment;
  private final Checkpoints checkpoints;

  KernelChecks(CellEnvironment environment, Checkpoints checkpoints) {
    this.environment = environment;
    this.checkpoints = checkpoints;
  }

  /** Asks, and returns whether CRIU has no objection. */
  public boolean passes(String... options) {
    return ask(options).exit().succeeded();
  }

  private CriuCall ask(String... options) {
    var here = environment.first();
    var criu = here.criu();
    var words = new ArrayList<>(List.of(criu.prepared().program(), "check", "-v4"));
    words.addAll(criu.prepared().options());
    words.addAll(List.of(options));
    var command =
        here.privilege().criu(Command.of(words).withEnv(criu.prepared().env())).in(here.folder());
    var exit = here.host().exec(command);
    return checkpoints.remember(criu.ended("check", here.folder(), command, exit));
  }

  /**
   * Requires that the check passes if and only if what it is about works. Where both agree that it
   * does not, the cell is unavailable.
   *
   * @param dumpAndRestore what it is about
   */
  public void predicts(Runnable dumpAndRestore, String... options) {
    var call = ask(options);
    if ((call.exit().stdout() + call.exit().stderr()).contains("Unknown feature")) {
      throw new Unavailable("this CRIU has no feature " + options[options.length - 1]);
    }
    try {
      dumpAndRestore.run();
    } catch (PhaseFailure e) {
      if (call.exit().succeeded()) {
        throw e;
      }
      throw new Unavailable("criu check rightly objects: " + e.failure().text());
    }
    if (!call.exit().succeeded()) {
      throw new PhaseFailure(Phase.RESTORE, FailureId.CHECK_DISAGREES, String.join(" ", options));
    }
  }
}
