package org.criumatrix.rig;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.criumatrix.batch.BatchSystem.End;
import org.criumatrix.cell.Finished;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.host.Await;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Failure;
import org.criumatrix.workload.Transcript;
import org.criumatrix.workload.Workload;

/**
 * Looks at a job from outside: at its processes, and at what the batch system says of it.
 *
 * @param home the folder of its output and its log
 * @param wrapped whether the batch system starts a wrapper and that one the program
 * @param answer what an uninterrupted run prints
 * @param number in the queue; empty before it was submitted
 */
record JobWatch(
    JobQueue queue,
    Workload workload,
    String home,
    boolean wrapped,
    List<String> answer,
    String number) {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  /**
   * Until a job was started again: a batch system looks every second, but TCP has to give up and a
   * lease to end.
   */
  private static final Duration RESTART = Duration.ofMinutes(8);

  /** Submits it. */
  JobWatch submitted(String description) {
    var assigned = queue.submit(home, description);
    return new JobWatch(queue, workload, home, wrapped, answer, assigned);
  }

  /** The same for another job of that description. */
  JobWatch numbered(String other) {
    return new JobWatch(queue, workload, home, wrapped, answer, other);
  }

  Optional<JobTry> now() {
    return JobTry.find(queue.batchSystem(), workload, wrapped, queue.batchSystem().mark(number));
  }

  int steps(JobTry there) {
    return steps(there.output());
  }

  /** The number of steps in an output. */
  int steps(String out) {
    return Transcript.of(out, "", workload.progressLine()).progressLine().size();
  }

  String text(String name) {
    return queue.text(home + "/" + name);
  }

  /** What has come home of its output, or its errors. */
  String stream(String name) {
    return text(queue.batchSystem().stream(name, number));
  }

  /** How the job left the queue; empty while it is there. */
  Optional<String> leftTheQueue() {
    return left().map(End::text);
  }

  private Optional<End> left() {
    return queue.batchSystem().left(home, number);
  }

  /** Looks again and again; a time that is over is a failure of the phase. */
  JobTry await(
      Supplier<Optional<JobTry>> look, Predicate<JobTry> wanted, Phase phase, Failure failure) {
    queue.enter(phase);
    // A job that runs no longer waits for its turn, but shares the processors with the daemons.
    // What it waits for already has the host's patience in it.
    var restart = RESTART.multipliedBy(queue.batchSystem().queue().timeoutFactor());
    var limit = phase == Phase.PROGRESS ? queue.waits().answer() : restart;
    return Await.until(
            "the job", limit, POLL_INTERVAL, look::get, t -> t.filter(wanted).isPresent())
        .orThrow(waited -> new PhaseFailure(phase, failure))
        .orElseThrow();
  }

  /** No pause any more. */
  void fastForward(JobTry now) {
    workload.fastForward().ifPresent(signal -> now.host().killIfThere(now.program(), signal));
  }

  /** Waits until the queue says that it has ended, and well; its output has come home then. */
  Finished finished() {
    var end = awaitEnd(this::left, Optional::isPresent).orElseThrow();
    var finished = finished(stream("stdout"), stream("stderr"));
    if (!end.well()) {
      throw new PhaseFailure(
          Phase.ANSWER, Failure.quoted(finished.transcript().complaint().orElse(end.text())));
    }
    return finished;
  }

  /** What it has printed when it ended, in the batch system or outside. */
  Finished finished(String out, String err) {
    return new Finished(workload, Transcript.of(out, err, workload.progressLine()), answer);
  }

  <T> T awaitEnd(Supplier<T> look, Predicate<T> isEnded) {
    queue.enter(Phase.ANSWER);
    // The job shares the processors with all of the daemons.
    var limit = queue.waits().answer().multipliedBy(3);
    return Await.until("the end of the job", limit, POLL_INTERVAL, look::get, isEnded)
        .orThrow(w -> new PhaseFailure(Phase.ANSWER, FailureId.NO_END, limit.toSeconds()));
  }
}
