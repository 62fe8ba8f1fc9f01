package org.criumatrix.rig;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.criumatrix.batch.JobLog;
import org.criumatrix.host.Host;
import org.criumatrix.matrix.Phase;
import org.criumatrix.workload.Transcript;
import org.criumatrix.workload.Workload;

/**
 * Looks at a job in a pool from outside: at its processes, and at what the pool says of it.
 *
 * @param home the folder of its output and its log
 * @param wrapped whether HTCondor starts a wrapper and that one the program
 * @param answer what an uninterrupted run tells
 */
record JobWatch(
    JobQueue queue, Workload workload, String home, boolean wrapped, List<String> answer) {

  private static final Duration ROUND = Duration.ofMillis(50);

  /**
   * Until a pool has started a job again: it negotiates every second, but TCP has to give up and a
   * lease to end.
   */
  private static final Duration RESTART = Duration.ofMinutes(8);

  private static final String WELL = "Normal termination (return value 0)";

  List<Host> nodes() {
    return queue.pool().nodes();
  }

  Optional<JobTry> now() {
    return JobTry.find(nodes(), workload, wrapped);
  }

  int steps(JobTry there) {
    return there.told(workload).telling().size();
  }

  JobLog log() {
    return JobLog.of(text("job.log"));
  }

  String text(String name) {
    return queue.text(home + "/" + name);
  }

  /** The last that the pool says of a job that it has not any more; empty while it has it. */
  Optional<String> leftThePool() {
    var log = log();
    return List.of(JobLog.TERMINATED, JobLog.ABORTED, JobLog.HELD).stream()
        .flatMap(kind -> log.last(kind).stream())
        .map(JobLog.Event::told)
        .findFirst();
  }

  /** Looks again and again; a time that is over is a failure of the phase. */
  JobTry awaits(
      Supplier<Optional<JobTry>> look, Predicate<JobTry> wanted, Phase phase, String otherwise) {
    return queue
        .pool()
        .queue()
        .until(RESTART, ROUND, look, t -> t.filter(wanted).isPresent())
        .filter(wanted)
        .orElseThrow(() -> new PhaseFailure(phase, otherwise));
  }

  /** No pause any more. */
  void hurry(JobTry now) {
    workload.hurry().ifPresent(signal -> now.host().killIfThere(now.program(), signal));
  }

  /** Waits until the pool says that it has ended, and well; its output has come home then. */
  Finished finished() {
    var limit = queue.answerLimit();
    var end =
        queue
            .pool()
            .queue()
            .until(limit, ROUND, this::leftThePool, Optional::isPresent)
            .orElseThrow(
                () ->
                    new PhaseFailure(
                        Phase.ANSWER, "no end within %d s".formatted(limit.toSeconds())));
    var said = Transcript.of(text("stdout"), text("stderr"), workload.telling());
    if (!end.equals(WELL)) {
      throw new PhaseFailure(Phase.ANSWER, said.complaint().orElse(end));
    }
    return new Finished(workload, said, answer);
  }
}
