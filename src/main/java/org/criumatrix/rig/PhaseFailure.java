package org.criumatrix.rig;

import org.criumatrix.matrix.Phase;

/** A phase of the cell failed: a finding about CRIU, not about the suite. */
public final class PhaseFailure extends AssertionError {

  private static final long serialVersionUID = 1L;

  /** Characters of an error: CRIU's lines have 1,000 at most, a hostile program's any number. */
  private static final int LONGEST = 2000;

  private final Phase phase;
  private final String error;

  public PhaseFailure(Phase phase, String error) {
    super("fails at " + phase.key() + ": " + cut(error));
    this.phase = phase;
    this.error = cut(error);
  }

  private static String cut(String error) {
    return error.length() <= LONGEST
        ? error
        : "%s [cut here: it has %d characters]"
            .formatted(error.substring(0, LONGEST), error.length());
  }

  public Phase phase() {
    return phase;
  }

  public String error() {
    return error;
  }
}
