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
 * Watches a job from outside: its processes, and its state in the batch system.
 *
 * @param home the folder of the job's output and log
 * @param wrapped whether the batch system starts a wrapper, which starts the program
 * @param answer what an uninterrupted run prints
 * @param number the job's number in the queue; empty before it is submitted
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
   * The limit for the restart of a job. A batch system polls every second, but a TCP connection has
   * to time out and a lease to expire.
   */
  private static final Duration RESTART = Duration.ofMinutes(8);

  /** Submits the job. */
  JobWatch submitted(String description) {
    var assigned = queue.submit(home, description);
    return new JobWatch(queue, workload, home, wrapped, answer, assigned);
  }

  /** Returns the watch of another job with the same description. */
  JobWatch numbered(String other) {
    return new JobWatch(queue, workload, home, wrapped, answer, other);
  }

  Optional<JobTry> now() {
    return JobTry.find(queue.batchSystem(), workload, wrapped, queue.batchSystem().mark(number));
  }

  int steps(JobTry there) {
    return steps(there.output());
  }

  /** Returns the number of steps in an output. */
  int steps(String out) {
    return Transcript.of(out, "", workload.progressLine()).progressLine().size();
  }

  String text(String name) {
    return queue.text(home + "/" + name);
  }

  /** Returns the part of the job's output or errors that the batch system has copied back. */
  String stream(String name) {
    return text(queue.batchSystem().stream(name, number));
  }

  /** Returns how the job left the queue; empty while it is in the queue. */
  Optional<String> leftTheQueue() {
    return left().map(End::text);
  }

  private Optional<End> left() {
    return queue.batchSystem().left(home, number);
  }

  /** Polls until the job is as wanted; otherwise the phase fails. */
  JobTry await(
      Supplier<Optional<JobTry>> look, Predicate<JobTry> wanted, Phase phase, Failure failure) {
    queue.enter(phase);
    // A running job no longer waits for a slot, but shares the processors with the daemons.
    // That limit already has the host's timeout factor in it.
    var restart = RESTART.multipliedBy(queue.batchSystem().queue().timeoutFactor());
    var limit = phase == Phase.PROGRESS ? queue.waits().answer() : restart;
    return Await.until(
            "the job", limit, POLL_INTERVAL, look::get, t -> t.filter(wanted).isPresent())
        .orThrow(waited -> new PhaseFailure(phase, failure))
        .orElseThrow();
  }

  /** Makes the program run without pauses from now on. */
  void fastForward(JobTry now) {
    workload.fastForward().ifPresent(signal -> now.host().killIfThere(now.program(), signal));
  }

  /**
   * Waits until the queue reports that the job has ended successfully; its output has been copied
   * back then.
   */
  Finished finished() {
    var end = awaitEnd(this::left, Optional::isPresent).orElseThrow();
    var finished = finished(stream("stdout"), stream("stderr"));
    if (!end.well()) {
      throw new PhaseFailure(
          Phase.ANSWER, Failure.quoted(finished.transcript().complaint().orElse(end.text())));
    }
    return finished;
  }

  /**
   * Returns the finished job from its output, no matter whether it ended in the batch system or
   * outside.
   */
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
