package org.criumatrix.trial;

import java.time.Duration;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.program.RunResult;
import org.criumatrix.rig.Rig;

/** Runs the program without a checkpoint. */
final class UninterruptedScenario extends TrialScenario {

  private final TrialPlan plan;
  private RunResult result;
  private Duration ready;
  private Duration whole;

  UninterruptedScenario(TrialPlan plan) {
    this.plan = plan;
  }

  @Override
  void playOnce(Rig rig) {
    var run = TrialRun.begin(rig, plan);
    try {
      run.program().awaitReady();
      ready = run.elapsed();
      result = run.program().finish();
      whole = run.elapsed();
    } catch (PhaseFailure e) {
      throw new TrialException(Complaints.of(plan, run, e));
    }
    run.daemon()
        .ifPresent(
            left -> {
              throw new TrialException(Complaints.forksAway(left));
            });
  }

  RunResult result() {
    return result;
  }

  /** Returns how long it took to be ready. */
  Duration ready() {
    return ready;
  }

  /** Returns how long it took to end. */
  Duration whole() {
    return whole;
  }
}
