package org.criumatrix.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.criumatrix.cell.Checkpoints;
import org.criumatrix.cell.Finished;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CrossAccountCriu;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.control.Restarter;
import org.criumatrix.checkpoint.oci.RuncOptions;
import org.criumatrix.host.Await;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.Waited;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Failure;

/**
 * A job that knows nothing about checkpoints. An operator dumps and restores it from outside, as
 * root.
 */
public final class PlainJob {

  private static final int SIGKILL = 9;
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  /** Copies a job's folder ($0) to $1 while it still exists. */
  private static final String KEEP = "cp -a \"$0\" \"$1\"";

  /** Copies the folder back after the batch system has removed it. */
  private static final String BRING_BACK = "mkdir -p \"${0%/*}\" && cp -a \"$1\" \"$0\"";

  private final JobQueue queue;
  private final RuntimeContext context;
  private JobWatch watch;
  private JobTry running;
  private String folder;
  private String images;

  PlainJob(JobQueue queue, JobWatch watch, RuntimeContext context) {
    this.queue = queue;
    this.watch = watch;
    this.context = context;
  }

  PlainJob begin(String description) {
    watch = watch.submitted(description);
    running =
        watch.await(
            watch::now,
            t -> watch.steps(t) > 0,
            Phase.START,
            Failure.of(FailureId.JOB_NOT_STARTED));
    return this;
  }

  /** Dumps and kills the job, from within its mount namespace, so that CRIU need not dump that. */
  public void isDumped() {
    dump(List.of());
  }

  /** Dumps the job and keeps a copy of its folder, which the batch system removes with the job. */
  public void isDumpedWithItsFolderKept() {
    var cwd = Command.of("readlink", "/proc/%d/cwd".formatted(running.program()));
    folder = host().execChecked(cwd).stdout().strip();
    if (!queue.batchSystem().isJobFolder(folder)) {
      throw new HostException("a job's folder that is not the pool's: " + folder);
    }
    dump(List.of("--leave-stopped"));
    host().execChecked(Command.of("sh", "-c", KEEP, folder, copy()));
    host().kill(running.program(), SIGKILL);
  }

  /** Dumps and kills the job by {@code docker checkpoint create}, as an operator would. */
  public void isDumpedByDocker() {
    dump(true, this::byDocker);
  }

  private CriuCall byDocker() {
    var criu = CrossAccountCriu.reaching(context, Command.of(context.criu().prepared().program()));
    var command = queue.batchSystem().checkpointByEngine(host(), criu, images);
    RuncOptions.write(host(), images + "/dump.log", List.of());
    var exit = host().exec(command.within(context.criu().limit()));
    return context.criu().ended("dump", images, command, exit);
  }

  private List<String> fromItsOwnMounts() {
    return List.of("nsenter", "--target", String.valueOf(running.program()), "--mount", "--");
  }

  private void dump(List<String> options) {
    dump(options.isEmpty(), () -> byCriu(options));
  }

  /**
   * @param kills whether the dump kills the job
   * @param honest the real dump, which the negative control only pretends
   */
  private void dump(boolean kills, Supplier<CriuCall> honest) {
    queue.enter(Phase.DUMP);
    images = context.mkdir(queue.nextImages());
    if (queue.isControl()) {
      queue.remember(Restarter.pretended(context, "dump", images));
      if (kills) {
        host().kill(running.program(), SIGKILL);
      }
      return;
    }
    Checkpoints.requireSuccess(Phase.DUMP, queue.remember(honest.get()));
  }

  private CriuCall byCriu(List<String> options) {
    var words = new ArrayList<>(List.of("-t", String.valueOf(running.program())));
    words.addAll(options);
    if (!leadsItsSession()) {
      words.add("--shell-job");
    }
    return context
        .criu()
        .callAs(
            "dump",
            images,
            words,
            c -> CrossAccountCriu.reaching(context, c).prefixed(fromItsOwnMounts()));
  }

  /**
   * Returns whether the program leads its session; with some batch systems the starting daemon
   * does.
   */
  private boolean leadsItsSession() {
    return host().processes().stream()
        .anyMatch(p -> p.pid() == running.program() && p.session() == p.pid());
  }

  /** Checks that the job is still in the queue although its process was dumped. */
  public void isStillInTheQueue() {
    left(queue.waits().progress())
        .seen()
        .ifPresent(
            how -> {
              throw new PhaseFailure(Phase.ALIVE, FailureId.JOB_ENDED, how);
            });
  }

  private Waited<Optional<String>> left(Duration limit) {
    return Await.until(
        "its end in the queue", limit, POLL_INTERVAL, watch::leftTheQueue, Optional::isPresent);
  }

  /** Restores the job as root, outside the batch system; it must continue from its dump. */
  public void isRestoredOutside() {
    var before = running;
    var steps = watch.steps(queue.text(copy() + "/" + own("stdout")));
    queue.enter(Phase.GONE);
    left(queue.waits().start()).orThrow(waited -> new PhaseFailure(Phase.GONE, FailureId.JOB_KEPT));
    queue.enter(Phase.RESTORE);
    host().execChecked(Command.of("sh", "-c", BRING_BACK, folder, copy()));
    if (queue.isControl()) {
      restart();
    } else {
      var call = context.criu().call("restore", images, List.of("-d"));
      Checkpoints.requireSuccess(Phase.RESTORE, queue.remember(call));
    }
    running =
        JobTry.at(queue.batchSystem(), host(), before.program())
            .orElseThrow(
                () ->
                    new PhaseFailure(Phase.ALIVE, FailureId.PROCESS_MISSING, "the job's program"));
    queue.endWithCell(host(), running.program());
    if (!running.identity().isTheSameProgram(before.identity())) {
      throw new PhaseFailure(Phase.PROGRESS, FailureId.STARTED_AFRESH, ", and not restored");
    }
    watch.await(
        () -> JobTry.at(queue.batchSystem(), host(), before.program()),
        t -> watch.steps(t) > steps,
        Phase.PROGRESS,
        Failure.of(FailureId.NO_PROGRESS, steps + " before the dump"));
  }

  private void restart() {
    queue.remember(Restarter.pretended(context, "restore", images));
    var out = folder + "/" + own("stdout");
    var again =
        Command.of(watch.workload().argv(context.workloads()))
            .in(folder)
            .withOutputs(out, folder + "/" + own("stderr"))
            .within(Duration.ZERO);
    Restarter.startAs(context, running.program(), context.account().runs(again));
  }

  /** Lets the job run to its end in the batch system. */
  public Finished finish() {
    watch.fastForward(running);
    return watch.finished();
  }

  /** Lets the restored program run to its end outside the batch system. */
  public Finished finishOutside() {
    watch.fastForward(running);
    watch.awaitEnd(
        () -> JobTry.at(queue.batchSystem(), host(), running.program()), Optional::isEmpty);
    return watch.finished(
        queue.text(folder + "/" + own("stdout")), queue.text(folder + "/" + own("stderr")));
  }

  /** Returns the name of the file in the job's folder that has its output or errors. */
  private String own(String stream) {
    return queue
        .batchSystem()
        .streamOnNode(stream)
        .orElseThrow(() -> new HostException("a job's folder has no file for its " + stream));
  }

  private Host host() {
    return running.host();
  }

  private String copy() {
    return context.folder() + "/kept";
  }
}
