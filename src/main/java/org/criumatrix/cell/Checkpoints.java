package org.criumatrix.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.matrix.Plan;
import org.criumatrix.matrix.Profile;
import org.criumatrix.verdict.Failure;
import org.criumatrix.workload.Subject;

/** Dumps and restores subjects, checks the results, and remembers every call. */
public final class Checkpoints {

  private final Subjects subjects;
  private final Waits waits;
  private final Stopwatch stopwatch;
  private final Holdings holdings = new Holdings();
  private final OptionChoice choice = new OptionChoice();
  private final List<CriuCall> calls = new ArrayList<>();
  private boolean keepFiles;
  private boolean direct;
  private boolean refused;
  private boolean leftRunning;
  private Images images;
  private List<String> dumpOptions = List.of();
  private List<String> restoreOptions = List.of();

  public Checkpoints(Subjects subjects, Waits waits, Stopwatch stopwatch) {
    this.subjects = subjects;
    this.waits = waits;
    this.stopwatch = stopwatch;
  }

  /** Dumps a subject and checks that its whole tree is gone. */
  public Images dump(Subject subject, List<String> options) {
    return dump(subject, options, List.of());
  }

  /** Dumps a subject by another CRIU, and checks that its whole tree is gone. */
  public Images dumpBy(CriuCaller criu, Subject subject, List<String> options) {
    var here = subjects.of(subject).placement();
    subjects.place(subject, here.context().withCriu(criu));
    try {
      return dump(subject, options, List.of());
    } finally {
      subjects.place(subject, here.context());
    }
  }

  /**
   * Dumps a subject and checks that its whole tree is gone.
   *
   * @param once options for this dump alone, which a repeated dump must not have
   */
  public Images dump(Subject subject, List<String> options, List<String> once) {
    look(subject, options);
    stopwatch.enter(Phase.DUMP);
    var tree = subject.tree();
    var members = subject.members();
    var start = startOf(subject);
    var all = Stream.concat(options.stream(), once.stream()).toList();
    dumpOptions = options;
    dumped(subject, call(subject, all), tree, start);
    images = images.of(members);
    return images;
  }

  /**
   * Dumps a subject by a CRIU that another program starts, and checks that its whole tree is gone.
   *
   * @param wrapper the program and its arguments
   */
  public Images dumpUnder(List<String> wrapper, Subject subject, List<String> options) {
    var criu = subjects.of(subject).placement().context().criu();
    return dumpBy(criu.under(wrapper), subject, options);
  }

  /**
   * Checks that a dump succeeded and that the whole tree is gone.
   *
   * @param tree the processes before the dump
   * @param start see {@link #startOf}
   */
  public Images dumped(
      Subject subject, CriuCall call, List<HostProcess> tree, Optional<AuxiliaryVector> start) {
    requireSuccess(Phase.DUMP, call);
    var standstill = Standstill.of(subject, subjects.of(subject).placement());
    awaitGone(subject.host(), tree);
    standstill
        .violation()
        .ifPresent(
            failure -> {
              throw new PhaseFailure(Phase.GONE, failure);
            });
    if (keepFiles) {
      stopwatch.enter(Stopwatch.EVIDENCE);
      Rewind.keep(subject);
    }
    // Counted now and not before the dump: a step taken before the freeze is no progress
    // of a restored one.
    images = new Images(call.images(), subject, tree, subject.steps(), start);
    return images;
  }

  /**
   * Dumps a subject's memory alone.
   *
   * @return what the subject must continue from
   */
  public Images preDump(Subject subject, List<String> options) {
    look(subject, options);
    stopwatch.enter(Phase.DUMP);
    var placement = subjects.of(subject).placement();
    var words = choice.forDump(options);
    var call = placement.runtime().preDump(placement.context(), subject, folder(placement), words);
    requireSuccess(Phase.DUMP, remember(call));
    return new Images(call.images(), subject, List.of(), subject.steps(), Optional.empty());
  }

  /**
   * Dumps a subject that continues afterwards.
   *
   * @return what the subject must continue from
   */
  public Images dumpLeavingRunning(Subject subject, List<String> options) {
    return dumpLeaving(subject, "--leave-running", options);
  }

  private Images dumpLeaving(Subject subject, String how, List<String> options) {
    var all = Stream.concat(options.stream(), Stream.of(how)).toList();
    look(subject, all);
    stopwatch.enter(Phase.DUMP);
    var tree = subject.tree();
    var start = startOf(subject);
    var call = requireSuccess(Phase.DUMP, call(subject, all));
    leftRunning = true;
    return new Images(call.images(), subject, tree, subject.steps(), start);
  }

  /**
   * Dumps a subject that is stopped afterwards.
   *
   * @return what the subject must continue from
   */
  public Images dumpLeavingStopped(Subject subject, List<String> options) {
    return dumpLeaving(subject, "--leave-stopped", options);
  }

  /** Makes a new folder for images. */
  public String folder(Placement placement) {
    return placement.context().mkdir(nextFolder());
  }

  /** Returns the name that the folder of the next dump's images will have. */
  public String nextFolder() {
    return "images" + calls.size();
  }

  /**
   * Calls CRIU for a dump.
   *
   * @throws IllegalStateException if it fails because the subject had come to its regular end
   *     before: the suite was too slow, and CRIU could not do better
   */
  private CriuCall call(Subject subject, List<String> options) {
    var placement = subjects.of(subject).placement();
    var wasOver = isOver(subject);
    var words = choice.forDump(options);
    var call =
        remember(placement.runtime().dump(placement.context(), subject, folder(placement), words));
    if (wasOver && !call.exit().succeeded()) {
      throw tooBusy(subject);
    }
    return call;
  }

  private static boolean isOver(Subject subject) {
    return subject.tree().isEmpty()
        && Finished.isOver(subject.workload(), subject.stderrTranscript());
  }

  private static IllegalStateException tooBusy(Subject subject) {
    return new IllegalStateException(
        subject.name() + " came to its end before it could be dumped: this machine is too busy");
  }

  /** Remembers a call. */
  public CriuCall remember(CriuCall call) {
    calls.add(call);
    return call;
  }

  /** Returns the call if it succeeded; otherwise its phase fails. */
  public static CriuCall requireSuccess(Phase phase, CriuCall call) {
    if (!call.exit().succeeded()) {
      throw new PhaseFailure(phase, Errors.of(call));
    }
    return call;
  }

  /** Waits until no process of the tree is left on the host. */
  public void awaitGone(Host host, List<HostProcess> tree) {
    stopwatch.enter(Phase.GONE);
    var left =
        Waits.await(
                "the end of a dumped tree",
                waits.settle(),
                () -> Trees.alive(tree, host.processes()),
                List::isEmpty)
            .seen();
    if (!left.isEmpty()) {
      throw new PhaseFailure(Phase.GONE, FailureId.PROCESS_LEFT, left.get(0));
    }
  }

  /**
   * Asks for a dump that CRIU must refuse, for this reason.
   *
   * @return what the subject must continue from
   */
  public Images requireRefusal(Subject subject, String reason, List<String> options) {
    look(subject, options);
    stopwatch.enter(Phase.DUMP);
    var call = call(subject, options);
    if (call.exit().succeeded()) {
      requireOwnOptions();
      throw new PhaseFailure(Phase.DUMP, FailureId.NOT_REFUSED);
    }
    if (!call.log().contains(reason)) {
      throw new PhaseFailure(Phase.DUMP, Errors.of(call));
    }
    refused = true;
    return new Images(call.images(), subject, List.of(), subject.steps(), Optional.empty());
  }

  /**
   * Asks for a dump during which something goes wrong: CRIU must fail.
   *
   * @return what the subject must continue from
   */
  public Images requireFailedDump(Subject subject, Fault fault, List<String> options) {
    return requireFailed(
        subject,
        fault,
        options,
        (here, context, images, words) -> here.dump(context, subject, images, words));
  }

  /** Asks for a dump of memory alone, which must fail like {@link #requireFailedDump}. */
  public Images requireFailedPreDump(Subject subject, Fault fault, List<String> options) {
    return requireFailed(
        subject,
        fault,
        options,
        (here, context, images, words) -> here.preDump(context, subject, images, words));
  }

  private interface Call {
    CriuCall of(Runtime runtime, RuntimeContext context, String images, List<String> words);
  }

  private Images requireFailed(Subject subject, Fault fault, List<String> options, Call how) {
    look(subject, options);
    stopwatch.enter(Phase.DUMP);
    var tree = subject.tree();
    if (isOver(subject)) {
      throw tooBusy(subject);
    }
    var placement = subjects.of(subject).placement();
    var images = folder(placement);
    var words = choice.forDump(options);
    var call =
        during(
            fault,
            placement.context(),
            images,
            context -> how.of(placement.runtime(), context, images, words));
    requireNoticed(Phase.DUMP, fault, call, placement.runtime());
    return new Images(call.images(), subject, tree, subject.steps(), Optional.empty());
  }

  /**
   * Asks for a restore during which something goes wrong: CRIU must fail, and nothing of the
   * subject may be left.
   */
  public void requireFailedRestore(Images from, Fault fault, List<String> options) {
    stopwatch.enter(Phase.RESTORE);
    var subject = from.subject();
    var steps = subject.steps();
    var placement = subjects.of(subject).placement();
    var words = choice.forRestore(options);
    var call =
        during(
            fault,
            placement.context(),
            from.folder(),
            context -> placement.runtime().restore(context, subject, from.folder(), words));
    requireNoticed(Phase.RESTORE, fault, call, placement.runtime());
    Aftermath.requireNothingOf(subject, steps, waits.settle());
  }

  private CriuCall during(
      Fault fault,
      RuntimeContext context,
      String images,
      Function<RuntimeContext, CriuCall> caller) {
    try {
      return remember(caller.apply(fault.begin(context, images)));
    } finally {
      fault.end();
    }
  }

  private static void requireNoticed(Phase phase, Fault fault, CriuCall call, Runtime runtime) {
    if (call.exit().timedOut()) {
      throw new PhaseFailure(phase, Errors.of(call));
    }
    // A negative control calls no CRIU that could meet the fault.
    var missed = runtime.onlyPretends() ? Optional.<String>empty() : fault.missed(call);
    if (missed.isPresent()) {
      // CRIU that fails earlier fails for a reason of its own.
      requireSuccess(phase, call);
      CellEnvironment.requireAvailable(missed);
    }
    if (call.exit().succeeded()) {
      throw new PhaseFailure(phase, FailureId.FAULT_UNNOTICED, fault.about());
    }
  }

  /** Records that CRIU refused what it had to refuse, in a call that somebody else made. */
  public void refusedAsAsked() {
    refused = true;
  }

  /** Whether CRIU refused what it had to refuse, and nothing was dumped. */
  public boolean onlyRefused() {
    return refused && images == null && !leftRunning;
  }

  /** Restores one after the other, and checks that each whole tree is there again. */
  public void restore(List<Images> from, List<String> options) {
    restoreOptions = options;
    from.forEach(each -> restore(each, options, List.of()));
  }

  /**
   * Restores by a CRIU that another program starts, and checks that the whole tree is there again.
   *
   * @param wrapper the program and its arguments; empty: none
   */
  public void restore(Images from, List<String> options, List<String> wrapper) {
    restoreOptions = options;
    stopwatch.enter(Phase.RESTORE);
    var subject = from.subject();
    var placement = subjects.of(subject).placement();
    var here = placement.context();
    var context = here.withCriu(here.criu().under(wrapper));
    var words = choice.forRestore(options);
    restored(from, remember(placement.runtime().restore(context, subject, from.folder(), words)));
  }

  /** Checks that a restore succeeded and that the whole tree is there again. */
  public void restored(Images from, CriuCall call) {
    requireSuccess(Phase.RESTORE, call);
    stopwatch.enter(Phase.ALIVE);
    var subject = from.subject();
    var missing =
        subject.renumbered()
            ? Trees.missingByName(from.tree(), subject.tree())
            : Trees.missing(expected(from), subject.neighbours());
    if (missing.isPresent() && mayHaveEnded(subject)) {
      return;
    }
    if (missing.isPresent() && comesToItsEnd(subject)) {
      // On a busy machine it may end before the suite looks at it. Its output shows that
      // it was there.
      return;
    }
    missing.ifPresent(failure -> throwMissing(subject, failure));
    if (from.start().isPresent()
        && !startOf(subject).equals(from.start())
        && !mayHaveEnded(subject)) {
      throw new PhaseFailure(Phase.ALIVE, FailureId.STARTED_AFRESH, ", and not restored");
    }
  }

  /** Returns the processes that have to be there after a restore. */
  private static List<HostProcess> expected(Images from) {
    return from.subject().workload().keepsItsProcesses()
        ? from.tree()
        : from.tree().subList(0, Math.min(1, from.tree().size()));
  }

  /**
   * Returns whether a program that takes no steps has come to its end before anyone could look at
   * it. Its results show whether it was restored.
   */
  private static boolean mayHaveEnded(Subject subject) {
    return !subject.workload().keepsItsProcesses() && subject.tree().isEmpty();
  }

  /** Waits a moment, since children end before the program itself does. */
  private boolean comesToItsEnd(Subject subject) {
    // Its end shows whether it is whole; without pauses that takes milliseconds.
    subject.fastForward();
    return Waits.await(
                "the end of a program that loses processes",
                waits.settle(),
                () ->
                    subject.tree().isEmpty()
                        || subject.stderrTranscript().complaint().isPresent()
                        || Finished.isOver(subject.workload(), subject.stderrTranscript()),
                isDecided -> isDecided)
            .met()
        && Finished.isOver(subject.workload(), subject.stderrTranscript());
  }

  /**
   * Returns the start of a subject whose workload prints no nonce: a second run could have written
   * its output.
   */
  public static Optional<AuxiliaryVector> startOf(Subject subject) {
    return subject.workload().hasNonce()
        ? Optional.empty()
        : AuxiliaryVector.of(subject.host(), subject.pid());
  }

  /**
   * Reports the complaint of a process that was restored, found a problem and exited; otherwise the
   * missing process.
   */
  private static void throwMissing(Subject subject, Failure failure) {
    var complaint = subject.stderrTranscript().complaint();
    throw complaint.isPresent()
        ? new PhaseFailure(Phase.PROGRESS, Failure.quoted(complaint.get()))
        : new PhaseFailure(Phase.ALIVE, failure);
  }

  /** Checks that all dumps together have at least this many bytes in images of this name. */
  public void expectsInImages(String name, long bytes) {
    var there =
        calls.stream()
            .filter(c -> c.action().equals("dump"))
            .flatMap(c -> c.host().list(c.images()).entrySet().stream())
            .filter(e -> e.getKey().startsWith(name))
            .mapToLong(Map.Entry::getValue)
            .sum();
    if (there < bytes) {
      throw new IllegalStateException(
          "%s* have %d bytes, and %d are needed".formatted(name, there, bytes));
    }
  }

  public void keepFiles(boolean yes) {
    keepFiles = yes;
  }

  /** Returns the folders that move with the images. */
  public List<String> folders(Images what) {
    var folders = new ArrayList<>(List.of(what.subject().home(), what.folder()));
    if (keepFiles) {
      folders.addAll(Rewind.kept(what.subject()));
    }
    return folders;
  }

  /** Declares that CRIU is called for a container as if there were none. */
  public void callsDirectly() {
    direct = true;
  }

  /** Declares what will be done with the images. */
  public void plans(Plan plan) {
    holdings.plans(plan);
  }

  /** Makes calls of CRIU get the options of a profile in place of those that the case chooses. */
  public void use(Profile profile) {
    choice.use(profile);
  }

  /**
   * Returns the options of a dump that is made elsewhere.
   *
   * @param own the options that the case chooses
   */
  public List<String> forDump(List<String> own) {
    return choice.forDump(own);
  }

  /** Returns the options of a restore that is made elsewhere, see {@link #forDump}. */
  public List<String> forRestore(List<String> own) {
    return choice.forRestore(own);
  }

  /** Whether CRIU was called with other options than the case's own. */
  public boolean hasOtherOptions() {
    return choice.replacement().isPresent();
  }

  /**
   * Ends a cell about an option that a profile has replaced.
   *
   * @throws Unavailable if CRIU was called with other options than the case's own
   */
  public void requireOwnOptions() {
    choice
        .replacement()
        .ifPresent(
            profile -> {
              throw new Unavailable(
                  "the case is about other options than those of the profile " + profile.name());
            });
  }

  /** Returns what the subjects held that were dumped so far. */
  public Holdings holdings() {
    return holdings;
  }

  /**
   * Looks at what a subject holds, which is no part of its dump.
   *
   * @param options the options that the case chooses for the dump
   */
  public void look(Subject subject, List<String> options) {
    var placement = subjects.of(subject).placement();
    if (placement.runtime().onlyPretends() || placement.runtime().needsNoCriu()) {
      // Nobody reads what a negative control held, and traits are about what CRIU meets.
      return;
    }
    stopwatch.enter(Stopwatch.EVIDENCE);
    if (placement.runtime().namesMounts() && !direct) {
      holdings.plans(Plan.PREPARED);
    }
    holdings.look(placement.context(), subject, choice.forDump(options));
  }

  public Stopwatch stopwatch() {
    return stopwatch;
  }

  /** Returns the last call. */
  public CriuCall lastCall() {
    return calls.get(calls.size() - 1);
  }

  public List<CriuCall> calls() {
    return List.copyOf(calls);
  }

  /** Returns the images of the last successful dump. */
  public Optional<Images> images() {
    return Optional.ofNullable(images);
  }

  /** Returns the options of the last dump, to repeat it. */
  public List<String> dumpOptions() {
    return dumpOptions;
  }

  /** Returns the options of the last restore, to repeat it. */
  public List<String> restoreOptions() {
    return restoreOptions;
  }
}
