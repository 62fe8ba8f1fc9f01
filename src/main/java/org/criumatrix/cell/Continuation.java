package org.criumatrix.cell;

import java.time.Duration;
import java.util.List;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Failure;
import org.criumatrix.workload.Subject;

/** Checks that subjects continue after a restore and finish. */
public final class Continuation {

  /** How long to watch one subject before checking the others. */
  private static final Duration SLICE = Duration.ofMillis(50);

  private static final int STEPS_OF_A_TALK = 3;

  /**
   * How long a subject may take for steps after its other end has failed, also on slow machines.
   */
  private static final Duration AFTERMATH = Duration.ofMillis(500);

  private static final int STEPS_OF_LIFE = 4;

  private final Subjects subjects;
  private final Waits waits;
  private final Stopwatch stopwatch;

  public Continuation(Subjects subjects, Waits waits, Stopwatch stopwatch) {
    this.subjects = subjects;
    this.waits = waits;
    this.stopwatch = stopwatch;
  }

  /**
   * Waits until each subject takes a step beyond those before its dump; otherwise the phase
   * progress fails.
   */
  public void awaitProgress(List<Images> images) {
    stopwatch.enter(Phase.PROGRESS);
    var continued = images.stream().map(Images::subject).toList();
    var reporting = images.stream().filter(i -> i.subject().workload().reportsProgress()).toList();
    // A message that was in flight at the dump causes one step even if the connection is lost.
    var minSteps = subjects.all().size() > 1 ? STEPS_OF_A_TALK : 1;
    for (var each : reporting) {
      var subject = each.subject();
      var end = System.nanoTime() + waits.progress().toNanos();
      while (!subject.takesMoreStepsThan(each.steps() + minSteps - 1, SLICE)) {
        refuseRestarted(subject, Phase.PROGRESS);
        var others = subjects.complaintOfOthers(continued);
        if (others.isPresent()) {
          // What the other end sent before it failed may still be enough for these steps.
          end = Math.min(end, System.nanoTime() + AFTERMATH.toNanos());
        }
        if (System.nanoTime() > end || subject.tree().isEmpty()) {
          var own = subject.stderrTranscript().complaint().map(Failure::quoted);
          throw new PhaseFailure(Phase.PROGRESS, own.or(() -> others).orElse(noStep(each)));
        }
      }
    }
  }

  /**
   * Waits until a restored subject has taken a few steps or is gone. If it ended silently, it was
   * not there again: CRIU's own end can end it, too.
   */
  public void awaitLife(Images images) {
    var subject = images.subject();
    var end = System.nanoTime() + waits.progress().toNanos();
    while (!subject.takesMoreStepsThan(images.steps() + STEPS_OF_LIFE, SLICE)) {
      if (subject.tree().isEmpty()) {
        requireSomethingSaid(images);
        return;
      }
      if (System.nanoTime() > end) {
        return;
      }
    }
  }

  private static void requireSomethingSaid(Images images) {
    var said = images.subject().stderrTranscript();
    if (said.complaint().isEmpty() && said.messages("end").isEmpty()) {
      Trees.missing(images.tree(), List.of())
          .ifPresent(
              failure -> {
                throw new PhaseFailure(Phase.ALIVE, failure);
              });
    }
  }

  /**
   * Fails at once if a subject was started again: it could wait a long time for a peer that is
   * gone.
   */
  private static void refuseRestarted(Subject subject, Phase phase) {
    Finished.startedAgain(subject.workload(), subject.stderrTranscript())
        .ifPresent(
            failure -> {
              throw new PhaseFailure(phase, failure);
            });
  }

  private Failure noStep(Images images) {
    return Failure.of(
        FailureId.NO_PROGRESS,
        "%d before the dump within %d s".formatted(images.steps(), waits.progress().toSeconds()));
  }

  /** Lets the subjects continue without pauses until each ends, with any answer. */
  public List<Finished> finish(List<Subject> continued) {
    stopwatch.enter(Phase.ANSWER);
    // A subject whose peer is gone may be gone as well.
    continued.stream().filter(s -> !s.tree().isEmpty()).forEach(Subject::fastForward);
    continued.forEach(this::awaitEnd);
    return continued.stream()
        .map(s -> new Finished(s.workload(), s.transcript(), subjects.of(s).answer()))
        .toList();
  }

  private void awaitEnd(Subject subject) {
    var end = System.nanoTime() + waits.answer().toNanos();
    while (!subject.awaitEnd(SLICE)) {
      refuseRestarted(subject, Phase.ANSWER);
      // Do not wait for a subject whose peer has failed.
      subjects
          .complaintOfOthers(List.of(subject))
          .ifPresent(
              failure -> {
                throw new PhaseFailure(Phase.ANSWER, failure);
              });
      if (System.nanoTime() > end) {
        var limit = waits.answer().toSeconds();
        throw new PhaseFailure(Phase.ANSWER, FailureId.NO_END, limit);
      }
    }
  }
}
