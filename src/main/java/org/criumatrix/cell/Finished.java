package org.criumatrix.cell;

import java.util.List;
import java.util.Optional;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.matrix.Sha256;
import org.criumatrix.verdict.Failure;
import org.criumatrix.workload.Transcript;
import org.criumatrix.workload.Workload;

/**
 * A subject that has ended.
 *
 * @param golden what an uninterrupted run prints
 */
public record Finished(Workload workload, Transcript transcript, List<String> golden) {

  /**
   * Checks the output bit for bit: no step is lost or repeated, and the process that was started
   * wrote all of it.
   */
  public Finished hasTheAnswerOfAnUninterruptedRun() {
    return withoutFailure(difference());
  }

  /**
   * Checks that the process that was started came to its end and found no difference itself; its
   * steps may be repeated.
   */
  public Finished keptItsValues() {
    return withoutFailure(complaint());
  }

  private Finished withoutFailure(Optional<Failure> found) {
    found.ifPresent(
        failure -> {
          throw new PhaseFailure(Phase.ANSWER, failure);
        });
    return this;
  }

  Optional<Failure> difference() {
    return complaint().or(this::anotherLine);
  }

  /** Returns what the program itself found, or that it is another one. */
  private Optional<Failure> complaint() {
    return transcript.complaint().map(Failure::quoted).or(this::anotherRun);
  }

  private Optional<Failure> anotherRun() {
    if (!workload.hasNonce()) {
      return Optional.empty();
    }
    var ready = transcript.messages("ready");
    var end = transcript.messages("end");
    if (ready.size() != 1) {
      return Optional.of(startedTimes(ready.size()));
    }
    if (end.size() != 1) {
      return Optional.of(Failure.of(FailureId.ENDED_AGAIN, end.size()));
    }
    if (ready.get(0).isEmpty() || end.get(0).isEmpty()) {
      return Optional.of(Failure.of(FailureId.NO_NONCE));
    }
    return revealsItsNonce(transcript)
        ? Optional.empty()
        : Optional.of(Failure.of(FailureId.OTHER_RUN));
  }

  /** Returns whether the output proves that the run has ended and is the one that was started. */
  static boolean isOver(Workload workload, Transcript transcript) {
    return workload.hasNonce()
        && transcript.messages("ready").size() == 1
        && transcript.messages("end").size() == 1
        && revealsItsNonce(transcript);
  }

  private static boolean revealsItsNonce(Transcript transcript) {
    var ready = transcript.messages("ready").get(0);
    var end = transcript.messages("end").get(0);
    return !ready.isEmpty()
        && !end.isEmpty()
        && Sha256.of(end.get(0)).equals(ready.get(ready.size() - 1));
  }

  /**
   * Returns a failure if the output shows a second start; a server prints {@code listening} before
   * anything else.
   */
  static Optional<Failure> startedAgain(Workload workload, Transcript transcript) {
    var times =
        Math.max(transcript.messages("ready").size(), transcript.messages("listening").size());
    return workload.hasNonce() && times > 1 ? Optional.of(startedTimes(times)) : Optional.empty();
  }

  private static Failure startedTimes(int times) {
    return Failure.of(FailureId.STARTED_AGAIN, times);
  }

  private Optional<Failure> anotherLine() {
    var seen = transcript.progressLine();
    for (var i = 0; i < Math.max(seen.size(), golden.size()); i++) {
      var is = i < seen.size() ? seen.get(i) : "nothing";
      var should = i < golden.size() ? golden.get(i) : "nothing";
      if (!is.equals(should)) {
        return Optional.of(Failure.of(FailureId.WRONG_OUTPUT, i + 1, is.strip(), should.strip()));
      }
    }
    return Optional.empty();
  }
}
