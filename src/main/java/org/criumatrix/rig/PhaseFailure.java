package org.criumatrix.rig;

import org.criumatrix.matrix.Phase;

/** A phase of the cell failed: a finding about CRIU, not about the suite. */
public final class PhaseFailure extends AssertionError {

  private static final long serialVersionUID = 1L;

  private final Phase phase;
  private final String error;

  public PhaseFailure(Phase phase, String error) {
    super("fails at " + phase.key() + ": " + error);
    this.phase = phase;
    this.error = error;
  }

  public Phase phase() {
    return phase;
  }

  public String error() {
    return error;
  }
}
