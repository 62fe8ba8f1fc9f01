package org.criumatrix.cell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.workload.Subject;

/** What a failed call of CRIU left of a subject. */
public final class Aftermath {

  private static final Pattern TRACER =
      Pattern.compile("^TracerPid:\\s*(\\d+)$", Pattern.MULTILINE);

  /** What was under way at the dump can cause one or two steps of a program that is harmed. */
  private static final int STEPS = 3;

  private Aftermath() {}

  /**
   * Checks that a dump that failed left every process of the tree, neither stopped nor traced nor
   * standing still. The harm can show only when the program runs again, so this waits for its
   * steps.
   *
   * @param from the subject as it was before the dump
   * @return whether it still runs; otherwise it came to its regular end
   */
  public static boolean requireUnharmed(Images from, Waits waits) {
    var subject = from.subject();
    var looked =
        Waits.await(
            "a program that a failed dump left as it was",
            waits.progress(),
            () -> harm(from.tree(), subject),
            // A process that is gone does not come back.
            harm -> harm.isPresent() ? subject.tree().isEmpty() : hasRunSince(from));
    if (Finished.isOver(subject.workload(), subject.stderrTranscript())) {
      return false;
    }
    looked
        .seen()
        .or(() -> looked.met() ? Optional.empty() : Optional.of("it standing still"))
        .ifPresent(
            harm -> {
              throw new PhaseFailure(Phase.DUMP, FailureId.HARMED_BY_DUMP, harm);
            });
    return true;
  }

  private static boolean hasRunSince(Images from) {
    var subject = from.subject();
    return !subject.workload().reportsProgress() || subject.steps() >= from.steps() + STEPS;
  }

  private static Optional<String> harm(List<HostProcess> tree, Subject subject) {
    var now = subject.tree();
    if (now.isEmpty()) {
      return Optional.of("nothing of the program" + ending(subject));
    }
    return Trees.missing(subject.workload().keepsItsProcesses() ? tree : tree.subList(0, 1), now)
        .map(missing -> "a part of the program")
        .or(
            () ->
                now.stream()
                    .filter(p -> p.state() == 'T' || p.state() == 't')
                    .findFirst()
                    .map(p -> "it stopped"))
        .or(
            () ->
                now.stream()
                    .filter(p -> isTraced(subject.host(), p))
                    .findFirst()
                    .map(p -> "it traced"));
  }

  private static String ending(Subject subject) {
    var ending = subject.host().ending(subject.pid());
    return ending.isPresent() ? ", which ended with " + describe(ending.getAsInt()) : "";
  }

  private static String describe(int ending) {
    final var signals = 128;
    return ending > signals ? "signal " + (ending - signals) : "exit code " + ending;
  }

  private static boolean isTraced(Host host, HostProcess process) {
    var status = host.exec(Command.of("cat", "/proc/%d/status".formatted(process.pid())));
    var tracer = TRACER.matcher(status.stdout());
    return tracer.find() && !tracer.group(1).equals("0");
  }

  /**
   * Checks that a restore that failed left no process of a subject, and that none took a step.
   *
   * @param steps the steps before the restore
   */
  static void requireNothingOf(Subject subject, int steps, Duration limit) {
    var left =
        Waits.await(
                "the end of a failed restore",
                limit,
                () -> subject.host().processes(),
                List::isEmpty)
            .seen();
    if (subject.steps() > steps) {
      throw new PhaseFailure(Phase.RESTORE, FailureId.HALF_RESTORED, "the program running");
    }
    if (!left.isEmpty()) {
      throw new PhaseFailure(
          Phase.RESTORE, FailureId.HALF_RESTORED, "a process, " + left.get(0).name());
    }
  }
}
