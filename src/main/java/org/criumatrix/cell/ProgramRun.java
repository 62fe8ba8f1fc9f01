package org.criumatrix.cell;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Running;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.program.Client;
import org.criumatrix.program.Difference;
import org.criumatrix.program.FileContent;
import org.criumatrix.program.Program;
import org.criumatrix.program.Reference;
import org.criumatrix.program.RunResult;
import org.criumatrix.verdict.Failure;
import org.criumatrix.workload.Subject;

/** One run of a program, with the client that talks to it. */
public final class ProgramRun {

  private static final int SIGKILL = 9;

  /** How much of the errors of a program a message repeats. */
  private static final int MAX_ERRORS = 300;

  /** A program that computes uses more than this between two looks, in seconds. */
  private static final double SOME_TIME = 0.02;

  private final RuntimeContext context;
  private final Program program;
  private final Subject subject;
  private final Waits waits;
  private final Supplier<SortedMap<String, FileContent>> files;
  private final String clientOutput;
  private final long begun = System.nanoTime();
  private Running client;

  /**
   * @param subject the program, which was started just now
   * @param files looks up what the run has written
   */
  public ProgramRun(
      RuntimeContext context,
      Program program,
      Subject subject,
      Waits waits,
      Supplier<SortedMap<String, FileContent>> files) {
    this.context = context;
    this.program = program;
    this.subject = subject;
    this.waits = waits;
    this.files = files;
    this.clientOutput = subject.home() + "/client";
  }

  /** Returns a run whose files are those in its working folder. */
  public static ProgramRun inItsFolder(
      RuntimeContext context, Program program, Subject subject, Waits waits) {
    return new ProgramRun(
        context, program, subject, waits, () -> Outputs.files(subject.host(), subject.folder()));
  }

  public Subject subject() {
    return subject;
  }

  /**
   * Waits for the sign that it may be dumped, then starts its client and waits for that, too.
   *
   * @throws PhaseFailure if the sign does not come, or the program ends before
   */
  public void awaitReady() {
    var sign = new ReadySign(subject, program.ready());
    await(sign::isThere, program.ready().describe());
    program.client().ifPresent(this::start);
  }

  /**
   * Waits like {@link #awaitReady}, for a run that is not dumped: it may end as soon as it is
   * ready.
   */
  public void awaitReadyOrEnd() {
    try {
      awaitReady();
    } catch (PhaseFailure e) {
      var isReady = new ReadySign(subject, program.ready()).isThere();
      if (e.failure().id() != FailureId.PROGRAM_ENDED || !isReady || program.client().isPresent()) {
        throw e;
      }
    }
  }

  private void await(Supplier<Boolean> sign, String missing) {
    var seen =
        Waits.await(
            "a program that is ready",
            waits.start(),
            () -> sign.get() || subject.tree().isEmpty(),
            isOver -> isOver);
    if (!subject.tree().isEmpty() && seen.met()) {
      return;
    }
    if (!seen.met()) {
      throw new PhaseFailure(
          Phase.START, FailureId.PROGRAM_NOT_READY, waits.start().toSeconds(), missing);
    }
    throw new PhaseFailure(Phase.START, FailureId.PROGRAM_ENDED, howItEnded());
  }

  private String howItEnded() {
    var exit = exit();
    var errors = String.join(" ", Outputs.lines(subject.host(), subject.stderr())).strip();
    var last = errors.substring(Math.max(0, errors.length() - MAX_ERRORS));
    return (exit.isPresent() ? "exit " + exit.getAsInt() : "it is gone")
        + (last.isEmpty() ? "" : ", " + last);
  }

  private void start(Client talks) {
    var host = context.host();
    host.write(clientOutput, new byte[0], context.owner("0644"));
    var environment = new TreeMap<>(Map.of("HOME", subject.folder()));
    environment.putAll(program.environment());
    client =
        host.start(
            context
                .account()
                .runs(
                    Command.of("sh", "-c", talks.command())
                        .withEnv(environment)
                        .in(subject.folder())
                        .withOutputs(clientOutput, clientOutput)
                        .within(Duration.ZERO)));
    if (!talks.ready().isEmpty()) {
      await(
          () -> ReadySign.found(talks.ready(), host, clientOutput) || client.exit().isDone(),
          "its client prints no '%s'".formatted(talks.ready()));
      requireReady(talks);
    }
  }

  private void requireReady(Client talks) {
    if (!ReadySign.found(talks.ready(), context.host(), clientOutput)) {
      var exit = client.exit().join();
      throw new PhaseFailure(
          Phase.START,
          FailureId.CLIENT_ENDED,
          exit.describe(),
          String.join(" ", Outputs.lines(context.host(), clientOutput)));
    }
  }

  /** What a run has done so far. */
  private record Activity(long output, double processorTime, boolean isOver) {}

  private Activity activity() {
    var host = subject.host();
    var tree = subject.tree();
    var bytes = host.read(subject.stdout()).length + host.read(subject.stderr()).length;
    var talk = client == null ? 0 : host.read(clientOutput).length;
    return new Activity((long) bytes + talk, ReadySign.processorTime(host, tree), tree.isEmpty());
  }

  /**
   * Waits until the restored program shows that it continues: it or its client writes, or it
   * computes, or it comes to its end. A server without a client, or a program that sleeps, is not
   * waited for.
   *
   * @throws PhaseFailure if a client waits in vain
   */
  public void awaitActivity() {
    var before = activity();
    var seen =
        Waits.await(
            "activity of a restored program",
            waits.progress(),
            this::activity,
            now ->
                now.isOver()
                    || now.output() > before.output()
                    || now.processorTime() - before.processorTime() > SOME_TIME);
    if (!seen.met() && client != null && !client.exit().isDone()) {
      throw new PhaseFailure(Phase.PROGRESS, FailureId.NO_ACTIVITY, waits.progress().toSeconds());
    }
  }

  /**
   * Waits for its end, after that of its client.
   *
   * @throws PhaseFailure if it does not end in time
   */
  public RunResult finish() {
    if (client != null) {
      requireEnd(
          Waits.await("the client's end", waits.answer(), client.exit()::isDone, isDone -> isDone)
              .met());
    }
    if (program.stop() != 0) {
      var left = program.runs().minusNanos(System.nanoTime() - begun);
      if (!left.isNegative() && !left.isZero()) {
        subject.awaitEnd(left);
      }
      subject.host().killIfThere(subject.pid(), program.stop());
    }
    requireEnd(subject.awaitEnd(waits.answer()));
    var host = subject.host();
    return new RunResult(
        exit(),
        Outputs.lines(host, subject.stdout()),
        Outputs.lines(host, subject.stderr()),
        client == null ? List.of() : Outputs.lines(host, clientOutput),
        files.get());
  }

  private void requireEnd(boolean met) {
    if (!met) {
      throw new PhaseFailure(Phase.ANSWER, FailureId.NO_END, waits.answer().toSeconds());
    }
  }

  private OptionalInt exit() {
    return subject.terminal() ? OptionalInt.empty() : subject.host().ending(subject.pid());
  }

  /** Ends the client, if it still runs. */
  public void end() {
    Optional.ofNullable(client)
        .filter(c -> !c.exit().isDone())
        .ifPresent(c -> subject.host().killIfThere(c.pid(), SIGKILL));
  }

  /** Returns whether a regular expression is found in one of these files, which need not exist. */
  public static boolean hasPrinted(Host host, String pattern, String... files) {
    return ReadySign.found(pattern, host, files);
  }

  /** Returns the processor time that a subject's processes have used, in seconds. */
  public static double processorTime(Subject subject) {
    return ReadySign.processorTime(subject.host(), subject.tree());
  }

  /**
   * Checks a result; what only shows times may differ.
   *
   * @throws PhaseFailure at the first difference from uninterrupted runs
   */
  public static void requireSame(Reference reference, RunResult result) {
    reference.differences(result).stream()
        .filter(d -> !d.isTime())
        .findFirst()
        .ifPresent(
            d -> {
              throw new PhaseFailure(Phase.ANSWER, failure(d));
            });
  }

  static Failure failure(Difference difference) {
    return Failure.of(
        FailureId.OTHER_RESULT, difference.where(), difference.seen(), difference.expected());
  }
}
