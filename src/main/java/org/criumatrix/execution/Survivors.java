package org.criumatrix.execution;

import java.time.Duration;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.host.HostException;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Survival;
import org.criumatrix.workload.Subject;

/** Looks at what a failure left of a cell's subjects. The look changes nothing. */
final class Survivors {

  /** A step takes a millisecond. A look must not add more than this to a cell that fails. */
  private static final Duration STEP = Duration.ofMillis(20);

  private Survivors() {}

  /** Returns what is left; {@code UNKNOWN} if the host cannot be asked. */
  static Survival of(Rig rig, PhaseFailure failure) {
    try {
      return switch (failure.phase()) {
        case DUMP -> ofDump(rig);
        case PROGRESS, ANSWER -> worst(rig, false);
        case START, GONE, RESTORE, ALIVE, CLEAN -> Survival.UNKNOWN;
      };
    } catch (HostException e) {
      // The next call to the host fails, and then the cell is broken.
      return Survival.UNKNOWN;
    }
  }

  private static Survival ofDump(Rig rig) {
    if (rig.subjects().isEmpty()) {
      // Either CRIU cannot start, or others started the program, as a batch system does.
      return rig.jobs().isEmpty() && rig.checkpoints().calls().size() == 1
          ? Survival.UNHARMED
          : Survival.UNKNOWN;
    }
    var worst = worst(rig, true);
    // One that was dumped before is gone for that reason.
    return worst == Survival.GONE && rig.checkpoints().images().isPresent()
        ? Survival.UNKNOWN
        : worst;
  }

  private static Survival worst(Rig rig, boolean steps) {
    var worst = Survival.UNHARMED;
    for (var subject : rig.subjects()) {
      var found = of(subject, steps);
      worst = found.compareTo(worst) < 0 ? found : worst;
    }
    return worst;
  }

  private static Survival of(Subject subject, boolean steps) {
    if (subject.tree().isEmpty()) {
      return ended(subject);
    }
    if (!steps || subject.stderrTranscript().complaint().isPresent()) {
      return Survival.THERE;
    }
    if (!subject.workload().reportsProgress()
        || subject.takesMoreStepsThan(subject.steps(), STEP)) {
      return Survival.UNHARMED;
    }
    // A signal takes its time.
    return subject.tree().isEmpty() ? ended(subject) : Survival.THERE;
  }

  /** One that came to its end is no loss. */
  private static Survival ended(Subject subject) {
    return subject.stderrTranscript().messages("end").isEmpty() ? Survival.GONE : Survival.UNKNOWN;
  }
}
