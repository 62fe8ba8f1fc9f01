package org.criumatrix.rig;

import java.util.List;
import java.util.Optional;
import org.criumatrix.matrix.Phase;
import org.criumatrix.matrix.Sha256;
import org.criumatrix.workload.Transcript;
import org.criumatrix.workload.Workload;

/**
 * A subject that came to its end.
 *
 * @param golden what an uninterrupted run prints
 */
public record Finished(Workload workload, Transcript transcript, List<String> golden) {

  /** Bit for bit, no step lost and none repeated, and by the very process that was started. */
  public Finished hasTheAnswerOfAnUninterruptedRun() {
    difference()
        .ifPresent(
            text -> {
              throw new PhaseFailure(Phase.ANSWER, text);
            });
    return this;
  }

  Optional<String> difference() {
    return transcript.complaint().or(this::anotherRun).or(this::anotherLine);
  }

  private Optional<String> anotherRun() {
    if (!workload.hasNonce()) {
      return Optional.empty();
    }
    var ready = transcript.said("ready");
    var end = transcript.said("end");
    if (ready.size() != 1) {
      return Optional.of(startedTimes(ready.size()));
    }
    if (end.size() != 1) {
      return Optional.of("it told its end %d times, not once".formatted(end.size()));
    }
    if (ready.get(0).isEmpty() || end.get(0).isEmpty()) {
      return Optional.of("it was started or ended without a nonce");
    }
    return revealsItsNonce(transcript)
        ? Optional.empty()
        : Optional.of("the run that ended is not the run that was started: its nonce differs");
  }

  /** Whether it has come to its end, and is the very run that was started, by what it printed. */
  static boolean isOver(Workload workload, Transcript transcript) {
    return workload.hasNonce()
        && transcript.said("ready").size() == 1
        && transcript.said("end").size() == 1
        && revealsItsNonce(transcript);
  }

  private static boolean revealsItsNonce(Transcript transcript) {
    var ready = transcript.said("ready").get(0);
    var end = transcript.said("end").get(0);
    return !ready.isEmpty()
        && !end.isEmpty()
        && Sha256.of(end.get(0)).equals(ready.get(ready.size() - 1));
  }

  /** Whether it was, by what it has said so far; a server says {@code listening} first of all. */
  static Optional<String> startedAgain(Workload workload, Transcript transcript) {
    var times = Math.max(transcript.said("ready").size(), transcript.said("listening").size());
    return workload.hasNonce() && times > 1 ? Optional.of(startedTimes(times)) : Optional.empty();
  }

  private static String startedTimes(int times) {
    return "it was started %d times, not once".formatted(times);
  }

  private Optional<String> anotherLine() {
    var seen = transcript.progressLine();
    for (var i = 0; i < Math.max(seen.size(), golden.size()); i++) {
      var is = i < seen.size() ? seen.get(i) : "nothing";
      var should = i < golden.size() ? golden.get(i) : "nothing";
      if (!is.equals(should)) {
        return Optional.of(
            "line %d is '%s', an uninterrupted run has '%s'"
                .formatted(i + 1, is.strip(), should.strip()));
      }
    }
    return Optional.empty();
  }
}
