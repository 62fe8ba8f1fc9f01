package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.matrix.Phase;
import org.criumatrix.privilege.Account;
import org.criumatrix.runtime.CriuCall;
import org.criumatrix.runtime.Place;
import org.criumatrix.runtime.Runtime;
import org.criumatrix.workload.Golden;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;
import org.criumatrix.workload.Workloads;

/**
 * A cell made real, in a scenario's words. Each step checks its phases and throws {@link
 * PhaseFailure} at the first that fails; whatever it made is released by the {@link CellRun} around
 * it.
 */
public final class Rig {

  private final Runtime runtime;
  private final Golden golden;
  private final String hostName;
  private final Waits waits;
  private final Map<String, Subject> subjects = new LinkedHashMap<>();
  private final Map<String, List<String>> expected = new LinkedHashMap<>();
  private final List<CriuCall> calls = new ArrayList<>();
  private final Map<String, Runnable> later = new LinkedHashMap<>();
  private Place place;
  private long goldenNanos;
  private boolean keepFiles;
  private Images images;
  private List<String> dumpOptions = List.of();
  private List<String> restoreOptions = List.of();

  Rig(Place place, Runtime runtime, Golden golden, String hostName, Waits waits) {
    this.place = place;
    this.runtime = runtime;
    this.golden = golden;
    this.hostName = hostName;
    this.waits = waits;
  }

  /** Starts a workload and waits until it has taken its first step. */
  public Subject start(String workload, String... args) {
    return start(false, workload, args);
  }

  /** As {@link #start}, as the job of a shell on a terminal of its own. */
  public Subject startOnTerminal(String workload, String... args) {
    return start(true, workload, args);
  }

  private Subject start(boolean terminal, String name, String... args) {
    var workload = Workloads.find(name, List.of(args));
    workload.unavailable(place.host()).ifPresent(Rig::unavailable);
    var began = System.nanoTime();
    var answer =
        golden.answer(
            hostName, workload, () -> place.launch("uninterrupted", false).start(workload));
    place.host().remove(place.folder() + "/uninterrupted");
    goldenNanos += System.nanoTime() - began;

    return started(workload, terminal, answer);
  }

  /** One more of the same, for a sub-check that needs a run of its own. */
  Subject startAgain(Subject subject) {
    return started(subject.workload(), subject.terminal(), expected.get(subject.name()));
  }

  private Subject started(Workload workload, boolean terminal, List<String> answer) {
    var name = "subject" + (subjects.size() + 1);
    var subject = runtime.start(place, name, workload, terminal);
    subjects.put(name, subject);
    expected.put(name, answer);
    if (!subject.takesMoreStepsThan(0, waits.start())) {
      throw new PhaseFailure(Phase.START, subject.transcript().err().strip());
    }
    return subject;
  }

  /**
   * From here on workloads belong to another account than CRIU's caller expects: a batch system's
   * situation.
   */
  public void asAnotherAccount() {
    place.privilege().unavailableForOthers(place.host()).ifPresent(Rig::unavailable);
    place = place.withAccount(Account.ORDINARY);
  }

  /** Dumps it and checks that all of it is gone. */
  public Images dump(Subject subject, String... options) {
    var tree = subject.tree();
    var folder = place.mkdir("images" + calls.size());
    var call = called(runtime.dump(place, subject, folder, List.of(options)));
    if (!call.exit().good()) {
      throw new PhaseFailure(Phase.DUMP, Errors.of(call));
    }
    var left =
        Waits.until(
            waits.settle(), () -> Trees.alive(tree, place.host().processes()), List::isEmpty);
    if (!left.isEmpty()) {
      throw new PhaseFailure(Phase.GONE, "still there after the dump: " + left.get(0));
    }
    if (keepFiles) {
      Rewind.keep(place.host(), subject);
    }
    // Counted now and not before the dump: a step that it took until it was frozen is no progress
    // of a restored one.
    images = new Images(folder, subject, tree, subject.steps());
    dumpOptions = List.of(options);
    return images;
  }

  /** Restores it and checks that all of it is there again and goes on from where it was. */
  public void restore(Images from, String... options) {
    restoreOptions = List.of(options);
    var call = called(runtime.restore(place, from.subject(), from.folder(), List.of(options)));
    if (!call.exit().good()) {
      throw new PhaseFailure(Phase.RESTORE, Errors.of(call));
    }
    Trees.missing(from.tree(), place.host().processes())
        .ifPresent(
            text -> {
              throw new PhaseFailure(Phase.ALIVE, text);
            });
    if (!from.subject().takesMoreStepsThan(from.steps(), waits.progress())) {
      throw new PhaseFailure(
          Phase.PROGRESS,
          "no step beyond the %d before the dump within %d s"
              .formatted(from.steps(), waits.progress().toSeconds()));
    }
  }

  /** Lets it come to its end. */
  public Finished finish(Subject subject) {
    subject.hurry();
    if (!subject.ends(waits.answer())) {
      throw new PhaseFailure(
          Phase.ANSWER, "no end within %d s".formatted(waits.answer().toSeconds()));
    }
    return new Finished(subject.workload(), subject.transcript(), expected.get(subject.name()));
  }

  /**
   * Something worth knowing that does not change the verdict: tried when the scenario is over,
   * however it ended.
   */
  public void afterwards(String check, Runnable body) {
    later.put(check, body);
  }

  /**
   * The folder above a subject's working folder, {@code work}, to be changed while the subject is
   * not there.
   */
  public RigFiles filesOf(Subject subject) {
    return new RigFiles(place.host(), subject.home());
  }

  private CriuCall called(CriuCall call) {
    calls.add(call);
    return call;
  }

  private static void unavailable(String reason) {
    throw new Unavailable(reason);
  }

  Place place() {
    return place;
  }

  List<CriuCall> calls() {
    return List.copyOf(calls);
  }

  List<Subject> subjects() {
    return List.copyOf(subjects.values());
  }

  Map<String, Runnable> later() {
    return later;
  }

  /** The last dump, with the options to repeat it; empty when none went well. */
  Optional<Images> images() {
    return Optional.ofNullable(images);
  }

  String[] dumpOptions() {
    return dumpOptions.toArray(String[]::new);
  }

  String[] restoreOptions() {
    return restoreOptions.toArray(String[]::new);
  }

  /** Whether a dump is followed by a copy of the subject's files, for {@link #rewindFiles}. */
  void keepFilesAtDump(boolean yes) {
    keepFiles = yes;
  }

  /** Makes the subject's files what they were at the last dump that kept them. */
  void rewindFiles(Subject subject) {
    Rewind.back(place.host(), subject);
  }

  /** How long uninterrupted runs took, which is not the cell's time. */
  long goldenNanos() {
    return goldenNanos;
  }

  Waits waits() {
    return waits;
  }
}
