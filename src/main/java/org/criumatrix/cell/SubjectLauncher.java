package org.criumatrix.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.criumatrix.account.LaneTime;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.host.HostException;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Failure;
import org.criumatrix.workload.Golden;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/** Starts subjects, and gets the answers of uninterrupted runs. */
public final class SubjectLauncher {

  private final Golden golden;
  private final String hostName;
  private final Waits waits;
  private final Subjects subjects;
  private final Stopwatch stopwatch;
  private final LaneTime time;
  private Optional<CriuCall> refusal = Optional.empty();
  private Consumer<CriuCall> refusals = call -> {};

  /**
   * @param hostName the kind of host; answers are compared between hosts of one kind only
   */
  public SubjectLauncher(
      Golden golden,
      String hostName,
      Waits waits,
      Subjects subjects,
      Stopwatch stopwatch,
      LaneTime time) {
    this.golden = golden;
    this.hostName = hostName;
    this.waits = waits;
    this.subjects = subjects;
    this.stopwatch = stopwatch;
    this.time = time;
  }

  /**
   * Makes every start fail at once with the error of a CRIU that ends before it looks at any
   * process.
   *
   * @param calls records the call as the cell's dump
   */
  public void refusedBy(Optional<CriuCall> call, Consumer<CriuCall> calls) {
    refusal = call;
    refusals = calls;
  }

  private void begin() {
    if (refusal.isPresent()) {
      refusals.accept(refusal.get());
      throw new PhaseFailure(Phase.DUMP, Errors.of(refusal.get()));
    }
    stopwatch.enter(Phase.START);
  }

  public Subject start(Placement placement, Workload workload, boolean terminal) {
    begin();
    return started(placement, workload, terminal, uninterrupted(placement.context(), workload));
  }

  /** Returns the lines that an uninterrupted run of the workload prints. */
  public List<String> uninterrupted(RuntimeContext context, Workload workload) {
    var plain = context.withWorking("");
    var answer =
        uninterrupted(
            context,
            workload,
            List.of("uninterrupted"),
            () -> List.of(plain.launch("uninterrupted", false).start(workload)));
    return answer.get(0);
  }

  /**
   * Starts a job that runs a part of itself on another host.
   *
   * @param singleHost the same job on one host, with the same answer
   * @param requestFile the file on the job's host to which its launcher writes the command for the
   *     other host
   */
  public TwoHostJob across(
      Placement placement, Workload job, Workload singleHost, String requestFile, Placement other) {
    begin();
    var answer = uninterrupted(placement.context(), singleHost);
    var here =
        subjects.add(
            placement.runtime().start(placement.context(), subjects.nextName(), job, false),
            placement,
            answer);
    var host = placement.context().host();
    var line =
        Waits.await(
                "a rank for the other host",
                waits.start(),
                () -> RemoteRank.line(host, requestFile),
                Optional::isPresent)
            .seen();
    if (line.isEmpty()) {
      throw new PhaseFailure(
          Phase.START, FailureId.NO_REMOTE_RANK, here.stderrTranscript().err().strip());
    }
    var part = new RemoteRank(line.get(), job.env());
    var there =
        subjects.add(
            other.runtime().start(other.context(), subjects.nextName(), part, false),
            other,
            List.of());
    return new TwoHostJob(ready(here), there);
  }

  /** Starts a workload that takes no steps, without waiting for anything. */
  public Subject begin(Placement placement, Workload workload, boolean terminal) {
    begin();
    return subjects.add(
        placement.runtime().start(placement.context(), subjects.nextName(), workload, terminal),
        placement,
        List.of());
  }

  /** Returns what uninterrupted runs show; one set of runs serves many cells. */
  public <T> T once(String name, Supplier<T> runs) {
    return stopwatch.without(
        () -> time.spend("golden runs", () -> golden.once(hostName, name, runs)));
  }

  /** Returns the exception for an uninterrupted run that fails: the suite's or the host's fault. */
  public static HostException uninterruptedFails(String name, PhaseFailure failure) {
    return new HostException(
        "the uninterrupted run of %s fails: %s".formatted(name, failure.failure().text()));
  }

  static Failure notStarted(Subject subject) {
    var errors = subject.stderrTranscript().err().strip();
    return errors.isEmpty() ? Failure.of(FailureId.NOT_STARTED) : Failure.quoted(errors);
  }

  private List<List<String>> uninterrupted(
      RuntimeContext context, Object what, List<String> names, Supplier<List<Subject>> fresh) {
    // One run serves many cells, so its time belongs to none of them.
    return stopwatch.without(
        () -> {
          var limit = waits.start().plus(waits.answer().multipliedBy(2));
          var answers =
              time.spend(
                  "golden runs",
                  () -> golden.answers(hostName, what, limit, () -> available(fresh.get())));
          names.forEach(name -> context.host().remove(context.folder() + "/" + name));
          return answers;
        });
  }

  private List<Subject> available(List<Subject> started) {
    started.forEach(this::takesAStep);
    return started;
  }

  /**
   * Returns whether a subject takes its first step in time.
   *
   * @throws Unavailable if the machine or the account cannot do what its workload is about
   */
  private boolean takesAStep(Subject subject) {
    if (subject.takesMoreStepsThan(0, waits.start())) {
      return true;
    }
    subject
        .stderrTranscript()
        .unavailable()
        .ifPresent(
            reason -> {
              throw new Unavailable(reason);
            });
    return false;
  }

  /** Starts the subject's workload again, for a sub-check that needs a run of its own. */
  public Subject again(Subject subject) {
    var member = subjects.of(subject);
    return started(member.placement(), subject.workload(), subject.terminal(), member.answer());
  }

  private Subject started(
      Placement placement, Workload workload, boolean terminal, List<String> answer) {
    var subject =
        placement.runtime().start(placement.context(), subjects.nextName(), workload, terminal);
    return ready(subjects.add(subject, placement, answer));
  }

  private Subject ready(Subject subject) {
    if (!takesAStep(subject)) {
      throw new PhaseFailure(Phase.START, notStarted(subject));
    }
    return subject;
  }

  /**
   * @param plain where to play the uninterrupted run
   */
  public Talk talk(
      Conversation conversation, RuntimeContext plain, Placement server, Placement client) {
    begin();
    var names = Talks.uninterruptedNames();
    var talks = new Talks(conversation, waits);
    var bare = new Placement(new NoContainer(), plain);
    var answers =
        uninterrupted(
            plain,
            conversation,
            names,
            () -> talks.start(SubjectLauncher::plainly, bare, bare, names).all());
    var order = new ArrayList<>(answers);
    var talk =
        talks.start(
            (placement, name, workload) ->
                subjects.add(
                    placement.runtime().start(placement.context(), name, workload, false),
                    placement,
                    order.remove(0)),
            server,
            client,
            List.of("server", "client"));
    talk.all().forEach(this::ready);
    return talk;
  }

  private static Subject plainly(Placement placement, String name, Workload workload) {
    return placement.context().launch(name, false).start(workload);
  }
}
