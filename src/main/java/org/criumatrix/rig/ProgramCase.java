package org.criumatrix.rig;

import java.util.List;
import org.criumatrix.cell.Images;
import org.criumatrix.cell.ProgramRun;
import org.criumatrix.matrix.Phase;
import org.criumatrix.program.Program;
import org.criumatrix.program.Reference;
import org.criumatrix.workload.ProgramWorkload;

/**
 * A program in a cell that the suite knows nothing of. Its result is compared with two other runs.
 */
public final class ProgramCase {

  private final Rig rig;
  private final Program program;
  private Reference reference;
  private ProgramRun run;

  ProgramCase(Rig rig, Program program) {
    this.rig = rig;
    this.program = program;
  }

  /** Starts it, once two uninterrupted runs are known, and waits until it may be dumped. */
  public void start() {
    var here = rig.environment().first();
    reference = UninterruptedRuns.of(rig, here, program);
    var subject =
        rig.launcher()
            .begin(
                rig.environment().at(here), new ProgramWorkload(program), program.isOnTerminal());
    run = ProgramRun.inItsFolder(here, program, subject, rig.waits());
    rig.environment().whenReleased(run::end);
    run.awaitReady();
  }

  /** Dumps it with the options that it needs. */
  public Images dump() {
    return rig.dump(run.subject(), words(program.options()));
  }

  /** Restores it, and waits until it continues. */
  public void restore(Images images) {
    rig.restore(images, words(program.options()));
    rig.stopwatch().enter(Phase.PROGRESS);
    run.awaitActivity();
  }

  /** Lets it run to its end, and compares what it has come to. */
  public void hasTheResultsOfUninterruptedRuns() {
    rig.stopwatch().enter(Phase.ANSWER);
    ProgramRun.requireSame(reference, run.finish());
  }

  private static String[] words(List<String> options) {
    return options.toArray(String[]::new);
  }
}
