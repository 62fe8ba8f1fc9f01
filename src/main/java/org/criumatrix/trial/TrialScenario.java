package org.criumatrix.trial;

import org.criumatrix.execution.Rigs;
import org.criumatrix.rig.Rig;

/** A run of a trial, which may find that nothing can be said of the program. */
abstract class TrialScenario implements Rigs.Scenario {

  private TrialException problem;

  @Override
  public final boolean isTriedAgain() {
    return false;
  }

  @Override
  public final void play(Rig rig) {
    try {
      playOnce(rig);
    } catch (TrialException e) {
      // The cell ends with it, and its message is for the user.
      problem = e;
      throw e;
    }
  }

  abstract void playOnce(Rig rig);

  /**
   * Checks that something can be said of the program.
   *
   * @throws TrialException the one that ended the run
   */
  final void requireNoProblem() {
    if (problem != null) {
      throw problem;
    }
  }
}
