package org.criumatrix.cell;

import org.criumatrix.matrix.EndingText;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Failure;

/** A phase of the cell failed: a finding about CRIU, not about the suite. */
public final class PhaseFailure extends AssertionError {

  private static final long serialVersionUID = 1L;

  /**
   * Limit for the characters of an error: CRIU's lines have up to 1,000, a hostile program's any
   * number.
   */
  private static final int MAX_LENGTH = 2000;

  private final Phase phase;
  private final transient Failure failure;

  public PhaseFailure(Phase phase, Failure failure) {
    super(EndingText.failure(phase, cut(failure.text())));
    this.phase = phase;
    this.failure = new Failure(failure.id(), cut(failure.text()));
  }

  /** Fails with a message of the suite's own. */
  public PhaseFailure(Phase phase, FailureId id, Object... values) {
    this(phase, Failure.of(id, values));
  }

  private static String cut(String error) {
    return error.length() <= MAX_LENGTH
        ? error
        : "%s [cut here: it has %d characters]"
            .formatted(error.substring(0, MAX_LENGTH), error.length());
  }

  public Phase phase() {
    return phase;
  }

  public Failure failure() {
    return failure;
  }
}
