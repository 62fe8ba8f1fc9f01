package org.criumatrix.cell;

import java.util.Optional;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.verdict.Failure;
import org.criumatrix.workload.Subject;

/**
 * How far a subject had come when its dump returned. A subject that was dumped takes no further
 * step. One that was left running may end by itself, and would look like one that CRIU killed.
 *
 * @param writesOwnOutput whether it writes its output itself; output that another process forwards
 *     may arrive later
 */
record Standstill(Subject subject, int steps, boolean writesOwnOutput) {

  /** Returns how far the subject is now. */
  static Standstill of(Subject subject, Placement placement) {
    var own = placement.runtime().callsCriuPlainly() && !subject.terminal();
    return new Standstill(subject, subject.steps(), own);
  }

  /** Returns what the subject has done since; empty when it did nothing. */
  Optional<Failure> violation() {
    if (!subject.stderrTranscript().messages("end").isEmpty()) {
      return Optional.of(Failure.of(FailureId.LEFT_RUNNING, "it came to its end by itself"));
    }
    var now = subject.steps();
    return writesOwnOutput && now > steps
        ? Optional.of(
            Failure.of(FailureId.LEFT_RUNNING, "it took %d more steps".formatted(now - steps)))
        : Optional.empty();
  }
}
