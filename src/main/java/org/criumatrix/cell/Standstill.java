package org.criumatrix.cell;

import java.util.Optional;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.verdict.Failure;
import org.criumatrix.workload.Subject;

/**
 * How far a subject had come when its dump returned. One that was dumped comes no further; one that
 * was left running may end by itself, and would pass for one that was killed.
 *
 * @param outputIsItsOwn whether it writes its output itself; what others bring may arrive later
 */
record Standstill(Subject subject, int steps, boolean outputIsItsOwn) {

  /** As things are now. */
  static Standstill of(Subject subject, Placement spot) {
    var own = spot.runtime().callsCriuPlainly() && !subject.terminal();
    return new Standstill(subject, subject.steps(), own);
  }

  /** What it has done since; empty when it did nothing. */
  Optional<Failure> brokenBy() {
    if (!subject.words().said("end").isEmpty()) {
      return Optional.of(Failure.of(FailureId.LEFT_RUNNING, "it came to its end by itself"));
    }
    var now = subject.steps();
    return outputIsItsOwn && now > steps
        ? Optional.of(
            Failure.of(FailureId.LEFT_RUNNING, "it took %d more steps".formatted(now - steps)))
        : Optional.empty();
  }
}
