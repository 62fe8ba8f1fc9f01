package org.criumatrix.trial;

import java.time.Duration;
import java.util.Optional;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.execution.Rigs;
import org.criumatrix.program.RunResult;
import org.criumatrix.rig.Rig;

/** Runs the program without a checkpoint. */
final class UninterruptedScenario implements Rigs.Scenario {

  private final TrialPlan plan;
  private RunResult result;
  private Duration ready;
  private Duration whole;
  private TrialException problem;

  UninterruptedScenario(TrialPlan plan) {
    this.plan = plan;
  }

  @Override
  public boolean isTriedAgain() {
    return false;
  }

  @Override
  public void play(Rig rig) {
    try {
      playOnce(rig);
    } catch (TrialException e) {
      // The cell ends with it, and its message is for the user.
      problem = e;
      throw e;
    }
  }

  /** Returns why nothing can be said of the program; empty: something can. */
  Optional<TrialException> problem() {
    return Optional.ofNullable(problem);
  }

  private void playOnce(Rig rig) {
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
