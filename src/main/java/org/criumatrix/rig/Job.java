package org.criumatrix.rig;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.criumatrix.batch.BatchSystem;
import org.criumatrix.cell.Finished;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.criu.CriuLog;
import org.criumatrix.host.Await;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.privilege.Account;
import org.criumatrix.verdict.Failure;

/**
 * A job that checkpoints itself, and the events that can interrupt it. After each event the program
 * that was first started must continue from its checkpoint.
 */
public final class Job {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
  private static final int SIGUSR2 = 12;
  private static final int SIGSTOP = 19;

  private static final Pattern NO_CHECKPOINT =
      Pattern.compile("criu-job: \\S+ no checkpoint: (.*)");
  private static final Pattern NO_RESTORE =
      Pattern.compile("criu-job: \\S+ attempt \\d+ of \\d+: (.*)");

  private final JobQueue queue;
  private final Set<String> seenLines = new LinkedHashSet<>();
  private final Map<String, String> artifacts = new TreeMap<>();
  private JobWatch watch;
  private JobTry running;
  private int lost;

  Job(JobQueue queue, JobWatch watch) {
    this.queue = queue;
    this.watch = watch;
  }

  /** Submits the job, and waits until the program has taken its first step. */
  Job begin(String description) {
    watch = watch.submitted(description);
    return begin();
  }

  /** Waits until the program of a submitted job has taken its first step. */
  Job begin() {
    running = await(t -> watch.steps(t) > 0, Phase.START, Failure.of(FailureId.JOB_NOT_STARTED));
    return this;
  }

  /** Requests a checkpoint: the wrapper dumps the program, keeps the checkpoint and restores it. */
  public void checkpoints() {
    interrupt("after its checkpoint", () -> running.host().kill(running.leader(), SIGUSR2));
  }

  /** Evicts the job from its slot; it continues in its next slot. */
  public void isEvicted() {
    interrupt("after it was evicted", () -> queue.call(batchSystem().vacate(watch.number())));
  }

  /** Submits a job of higher priority, which preempts this one. */
  public void isPreempted() {
    interrupt("after it was preempted", () -> queue.call(batchSystem().preempt(Account.ORDINARY)));
  }

  /** Lets the job reach its time limit. */
  public void reachesItsTimeLimit() {
    interrupt("after its time limit", () -> queue.call(batchSystem().timeIsUp(watch.number())));
  }

  /** Evicts the job and sends it to the other node. */
  public void isEvictedToTheOtherNode() {
    var from = running.host();
    queue.call(batchSystem().sendTo(watch.number(), from.equals(batchSystem().queue()) ? 1 : 0));
    isEvicted();
    if (running.host().equals(from)) {
      throw new HostException("the pool did not send it to the other node");
    }
  }

  /**
   * Kills everything on the job's node; the job continues on the other node from its last
   * checkpoint.
   */
  public void losesItsNode() {
    loseNode(queue::lose);
  }

  /**
   * Kills everything on the job's node and cuts off its network; the job continues on the other
   * node from its last checkpoint.
   */
  public void losesItsNodeSilently() {
    loseNode(queue::loseSilently);
  }

  private void loseNode(Consumer<Host> how) {
    if (running.host().equals(batchSystem().queue())) {
      throw new HostException("it is on the node with the queue, which cannot be lost");
    }
    queue.call(batchSystem().sendTo(watch.number(), 0));
    // Steps from here on would be lost without being counted.
    running.host().kill(running.program(), SIGSTOP);
    interrupt("after its node was lost", () -> how.accept(running.host()));
  }

  private BatchSystem batchSystem() {
    return queue.batchSystem();
  }

  private void interrupt(String when, Runnable interruption) {
    var before = running;
    var seen = watch.steps(before);
    interruption.run();
    running =
        await(
            t -> t.leader() != before.leader() || !t.host().equals(before.host()),
            Phase.RESTORE,
            Failure.of(FailureId.JOB_NOT_RESTARTED, when));
    if (running.host().equals(before.host())
        && running.identity().isTheSameProcess(before.identity())) {
      throw new PhaseFailure(Phase.GONE, FailureId.NEVER_GONE);
    }
    running = restored(before, when);
    var kept = watch.steps(running.outputAtCheckpoint(batchSystem().checkpoint(watch.number())));
    lost += Math.max(0, seen - kept);
    var failure = Failure.of(FailureId.NO_PROGRESS, kept + " of its checkpoint");
    await(t -> watch.steps(t) > kept, Phase.PROGRESS, failure);
  }

  /**
   * Waits for the restored program. While CRIU still restores the process, it has the program's
   * name but not its auxiliary vector.
   */
  private JobTry restored(JobTry before, String when) {
    return Await.until(
            "the restored program",
            queue.waits().settle(),
            POLL_INTERVAL,
            this::look,
            t -> t.filter(n -> n.identity().isTheSameProgram(before.identity())).isPresent())
        .orThrow(waited -> new PhaseFailure(Phase.PROGRESS, FailureId.STARTED_AFRESH, " " + when))
        .orElseThrow();
  }

  /** Returns the number of steps that the program had to repeat. */
  int lost() {
    return lost;
  }

  private JobTry await(Predicate<JobTry> wanted, Phase phase, Failure failure) {
    return watch.await(this::look, wanted, phase, failure);
  }

  private Optional<JobTry> look() {
    var there = watch.now();
    there.ifPresent(t -> t.wrapperOutput().lines().forEach(line -> checkWrapperLine(there, line)));
    // The batch system has copied back the file of a finished try.
    watch.stream("stderr").lines().forEach(line -> checkWrapperLine(there, line));
    watch
        .leftTheQueue()
        .ifPresent(
            how -> {
              throw new PhaseFailure(Phase.ALIVE, FailureId.JOB_GONE, how);
            });
    return there;
  }

  /**
   * Looks for an error in a line of the wrapper. Each line is checked once, since the file moves
   * along with the job.
   */
  private void checkWrapperLine(Optional<JobTry> there, String line) {
    if (!seenLines.add(line)) {
      return;
    }
    var dump = NO_CHECKPOINT.matcher(line);
    if (dump.matches()) {
      throw new PhaseFailure(Phase.DUMP, error(there, "dump", dump.group(1)));
    }
    var restore = NO_RESTORE.matcher(line);
    if (restore.matches()) {
      throw new PhaseFailure(Phase.RESTORE, error(there, "restore", restore.group(1)));
    }
  }

  /**
   * Returns the error of a failed call of the wrapper, in the form of other CRIU errors.
   *
   * @param message the wrapper's own text
   */
  private Failure error(Optional<JobTry> there, String action, String message) {
    var file = "criu-job-%s-%s.log".formatted(watch.number(), action);
    var log = there.map(t -> t.file(file)).filter(text -> !text.isEmpty());
    var text = log.orElseGet(() -> watch.text(file));
    artifacts.put("criu-" + action + ".log", text);
    return Failure.quoted(
        CriuLog.parse(text.lines().toList()).firstRelevantError().orElse(message));
  }

  /** Returns CRIU's logs of the failed calls. */
  Map<String, String> artifacts() {
    return artifacts;
  }

  /** Lets the job run to its end. */
  public Finished finish() {
    watch.fastForward(running);
    return watch.finished();
  }
}
