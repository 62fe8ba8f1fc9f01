package org.criumatrix.rig;

import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.ProgramRun;
import org.criumatrix.cell.SubjectLauncher;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.program.Program;
import org.criumatrix.program.Reference;
import org.criumatrix.program.RunResult;
import org.criumatrix.workload.ProgramWorkload;

/** Two runs of a program without a dump, which show what its results have to be. */
final class UninterruptedRuns {

  /** The name of their folder, that of a cell's first subject: programs print where they run. */
  private static final String FOLDER = "subject1";

  private UninterruptedRuns() {}

  /** Returns their results, which serve all cells on the same kind of host. */
  static Reference of(Rig rig, RuntimeContext context, Program program) {
    return rig.launcher()
        .once(
            program.name(),
            () ->
                new Reference(
                    one(rig, context, program), one(rig, context, program), program.compared()));
  }

  private static RunResult one(Rig rig, RuntimeContext context, Program program) {
    var plain = context.withWorking("");
    var subject = plain.launch(FOLDER, program.isOnTerminal()).start(new ProgramWorkload(program));
    var run = ProgramRun.inItsFolder(plain, program, subject, rig.waits());
    try {
      run.awaitReadyOrEnd();
      return run.finish();
    } catch (PhaseFailure e) {
      throw SubjectLauncher.uninterruptedFails(program.name(), e);
    } finally {
      run.end();
      subject.kill(rig.waits().settle());
      context.host().remove(context.folder() + "/" + FOLDER);
    }
  }
}
