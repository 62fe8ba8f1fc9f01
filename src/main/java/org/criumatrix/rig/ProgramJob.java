package org.criumatrix.rig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.criumatrix.batch.registry.BatchSystems;
import org.criumatrix.cell.Outputs;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.ProgramRun;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Signal;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.program.Program;
import org.criumatrix.program.Readiness;
import org.criumatrix.program.Reference;
import org.criumatrix.program.RunResult;
import org.criumatrix.verdict.Failure;
import org.criumatrix.workload.Prefixed;
import org.criumatrix.workload.ProgramWorkload;
import org.criumatrix.workload.Subject;

/**
 * A program as a batch job under criu-job, without a batch system: it is interrupted as by a
 * preemption, and started again.
 */
public final class ProgramJob {

  /** criu-job's exit code when there is a checkpoint. */
  private static final int CHECKPOINTED = 85;

  /** What the program has to compute before it is interrupted, in seconds of processor time. */
  private static final double SOME_TIME = 0.4;

  private static final String RESTORED = "restored as process";

  private final Rig rig;
  private final Program program;
  private final RuntimeContext context;
  private Reference reference;
  private Subject job;

  ProgramJob(Rig rig, Program program) {
    this.rig = rig;
    this.program = program;
    this.context = rig.environment().first();
  }

  /** Starts the job, and waits until its program computes. */
  public void start() {
    reference = UninterruptedRuns.of(rig, context, program);
    context
        .host()
        .put(
            BatchSystems.wrapper(Path.of(System.getProperty("suite.home", ""))),
            script(),
            context.owner("0755"));
    job = rig.launcher().begin(rig.environment().at(context), workload(), false);
    var ready =
        Waits.await(
            "a job that computes",
            rig.waits().start(),
            () -> isAtWork() || job.tree().isEmpty(),
            isOver -> isOver);
    if (!ready.met() || job.tree().isEmpty()) {
      throw new PhaseFailure(Phase.START, FailureId.PROGRAM_ENDED, said());
    }
  }

  /** Returns whether the program has come to where it may be dumped, as far as its output shows. */
  private boolean isAtWork() {
    return program.ready().kind() == Readiness.Kind.LINE
        ? ProgramRun.hasPrinted(
            context.host(), program.ready().value(), place() + "/stdout", place() + "/stderr")
        : ProgramRun.processorTime(job) > SOME_TIME;
  }

  /** Returns where criu-job runs the program, with its output. */
  private String place() {
    return context.folder() + "/place";
  }

  private String script() {
    return context.folder() + "/criu-job";
  }

  private Prefixed workload() {
    var words =
        new ArrayList<>(List.of("python3", script(), "--pause", "1", "--place", place(), "--criu"));
    words.add(context.criu().prepared().program());
    program.options().forEach(o -> words.add("--criu-option=" + o));
    return new Prefixed(new ProgramWorkload(program), words);
  }

  /** Takes the machine away from the job, as a batch system does; it has to make a checkpoint. */
  public void interrupt() {
    rig.stopwatch().enter(Phase.DUMP);
    var pretends = rig.environment().at(context).runtime().onlyPretends();
    job.host().kill(job.pid(), Signal.number(pretends ? "KILL" : "TERM"));
    if (!job.awaitEnd(rig.waits().answer())) {
      throw new PhaseFailure(Phase.DUMP, FailureId.NO_END, rig.waits().answer().toSeconds());
    }
    if (!pretends && !job.host().ending(job.pid()).equals(OptionalInt.of(CHECKPOINTED))) {
      throw new PhaseFailure(Phase.DUMP, Failure.quoted(said()));
    }
    rig.stopwatch().enter(Phase.GONE);
    job.kill(rig.waits().settle());
    var left = job.host().processes();
    if (!left.isEmpty()) {
      throw new PhaseFailure(Phase.GONE, FailureId.PROCESS_LEFT, left.get(0));
    }
  }

  /** Starts the job again: it has to continue from its checkpoint. */
  public void startAgain() {
    rig.stopwatch().enter(Phase.RESTORE);
    job = context.launch(job.name(), false).again(workload());
    var again = job;
    rig.environment().whenReleased(() -> again.kill(rig.waits().settle()));
    var seen =
        Waits.await(
            "a job that continues",
            rig.waits().start(),
            () -> said(RESTORED) || job.tree().isEmpty(),
            isOver -> isOver);
    if (!seen.met() || !said(RESTORED)) {
      throw new PhaseFailure(Phase.RESTORE, Failure.quoted(said()));
    }
  }

  private boolean said(String words) {
    return Outputs.lines(job.host(), job.stderr()).stream().anyMatch(l -> l.contains(words));
  }

  private String said() {
    var lines = Outputs.lines(job.host(), job.stderr());
    return lines.isEmpty() ? "it prints nothing" : lines.get(lines.size() - 1);
  }

  /** Lets it run to its end, and compares what it has brought home. */
  public void hasTheResultsOfUninterruptedRuns() {
    rig.stopwatch().enter(Phase.ANSWER);
    if (!job.awaitEnd(rig.waits().answer())) {
      throw new PhaseFailure(Phase.ANSWER, FailureId.NO_END, rig.waits().answer().toSeconds());
    }
    var host = job.host();
    var result =
        new RunResult(
            host.ending(job.pid()),
            Outputs.lines(host, job.stdout()),
            List.of(),
            List.of(),
            Outputs.files(host, job.folder()));
    ProgramRun.requireSame(reference, result);
  }
}
