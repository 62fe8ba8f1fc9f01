package org.criumatrix.target;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.target.TargetException.Answer;

/**
 * Finds the process that a user means by a word: {@code 4711}, {@code docker:db} and what else
 * {@link #forms} lists. It only reads /proc and calls programs that print what they know.
 */
public final class Targets {

  private static final Pattern PID = Pattern.compile("0*[1-9][0-9]{0,9}");
  private static final String NO_RUNTIME = "none";

  private final Proc proc;
  private final Programs programs;
  private final long caller;
  private final Containers containers;

  Targets(Proc proc, Programs programs, long caller) {
    this.proc = proc;
    this.programs = programs;
    this.caller = caller;
    this.containers = new Containers(proc);
  }

  public static Targets onThisMachine() {
    return new Targets(
        new Proc(Path.of("/proc")), Programs.onPath(), ProcessHandle.current().pid());
  }

  /** Returns what a user may write: {@code PID}, {@code docker:NAME}, … */
  public static List<String> forms() {
    var others =
        TargetLine.all().stream()
            .filter(line -> !line.form().isEmpty())
            .map(line -> line.kind() + ":" + line.form());
    return Stream.concat(Stream.of("PID"), others).toList();
  }

  /**
   * Returns the process that a word means.
   *
   * @throws TargetException if there is none, or nothing can be answered about it
   */
  public Target find(String word) {
    var colon = word.indexOf(':');
    return colon < 0 ? byPid(word) : byName(word.substring(0, colon), word.substring(colon + 1));
  }

  /**
   * Ensures that a target still runs, after something was found out about it.
   *
   * @throws TargetException if it does not
   */
  public void checkIsThere(Target target) {
    var now = proc.stat(target.pid());
    if (now.isEmpty() || now.get().started() != target.started() || now.get().hasEnded()) {
      throw new TargetException(
          Answer.NO_PROCESS, target.description() + " has ended meanwhile: nothing can be said");
    }
  }

  /** Returns the target for a process of a known PID. */
  Target ofPid(long pid, String description) {
    var all = proc.all();
    checks().refusal(all, pid).ifPresent(Targets::raise);
    var runtime = containers.around(all, pid, caller).map(Containers.Container::runtime);
    var inside = runtime.map(r -> " inside " + r).orElse("");
    return target(all, List.of(pid), runtime, description + inside);
  }

  private Target byPid(String word) {
    if (!PID.matcher(word).matches()) {
      throw new TargetException(
          Answer.NO_PROCESS,
          "'%s' is no target: give one of %s"
              .formatted(Printable.text(word), String.join(", ", forms())));
    }
    var pid = Long.parseLong(word);
    return ofPid(pid, proc.stat(pid).map(ProcessStat::describe).orElse("process " + pid));
  }

  private Target byName(String kind, String name) {
    var forms =
        TargetLine.of(kind).stream()
            .filter(line -> !line.form().isEmpty())
            .map(line -> kind + ":" + line.form())
            .collect(Collectors.joining(" or "));
    if (forms.isEmpty()) {
      throw new TargetException(
          Answer.NO_PROCESS,
          "there are no targets of kind '%s': give one of %s"
              .formatted(Printable.text(kind), String.join(", ", forms())));
    }
    var lines = TargetLine.of(kind).stream().flatMap(l -> l.matching(name).stream()).toList();
    if (lines.isEmpty()) {
      throw new TargetException(
          Answer.NO_PROCESS,
          "'%s:%s' is not of the form %s".formatted(kind, Printable.text(name), forms));
    }
    return firstFound(lines);
  }

  private Target firstFound(List<Named> lines) {
    var searches = new Searches(proc, programs, containers, caller);
    var reports = new StringBuilder();
    for (var named : lines) {
      // Programs that look into containers start processes themselves, so look afterwards, too.
      var found = searches.find(named, proc.all());
      if (!found.pids().isEmpty()) {
        return target(named, found.pids());
      }
      reports.append(found.report()).append('\n');
    }
    throw AnswerLine.answer(lines.get(0), reports.toString(), programs);
  }

  private Target target(Named named, List<Long> found) {
    var all = proc.all();
    var runtime = Optional.of(named.line().runtime()).filter(r -> !r.isEmpty());
    runtime.ifPresent(r -> checkIsHere(named, all, r, found.get(0)));
    var roots = roots(named, all, found);
    for (var root : roots) {
      checks()
          .refusal(all, root)
          .ifPresent(
              why -> {
                throw new TargetException(why.answer(), named.describe() + ": " + why.getMessage());
              });
    }
    var around = containers.around(all, roots.get(0), caller).map(Containers.Container::runtime);
    var process = all.get(roots.get(0)).describe();
    var inside = runtime.isEmpty() ? around.map(r -> " inside " + r).orElse("") : "";
    return target(
        all,
        roots,
        runtime.or(() -> around),
        "%s, %s".formatted(named.describe(), process + inside));
  }

  /**
   * Ensures that a PID that an engine reported is its container's: an engine may run on another
   * machine or in another PID namespace, where PIDs mean other processes.
   */
  private void checkIsHere(Named named, Map<Long, ProcessStat> all, String runtime, long pid) {
    if (!Containers.mayBeFirst(all, runtime, pid)) {
      throw new TargetException(
          Answer.UNKNOWN,
          ("%s: its first process should be %d, and that is no process of %s here. It has ended"
                  + " meanwhile, or %3$s runs on another machine or in another PID namespace: run"
                  + " this command there%s")
              .formatted(named.describe(), pid, runtime, checks().hidden()));
    }
  }

  /** Returns the roots of the trees, the oldest first, each in a container as a whole. */
  private List<Long> roots(Named named, Map<Long, ProcessStat> all, List<Long> found) {
    var running =
        found.stream()
            .filter(all::containsKey)
            .filter(pid -> !named.line().isStarter(all.get(pid).name()))
            .toList();
    var whole =
        Proc.topmost(all, running).stream()
            .map(pid -> withContainer(all, pid))
            .distinct()
            .sorted(Comparator.comparing(pid -> all.get(pid).started()))
            .toList();
    if (whole.isEmpty()) {
      throw new TargetException(
          Answer.NO_PROCESS, named.describe() + ": its processes have ended meanwhile");
    }
    var others = whole.stream().filter(pid -> !Checks.contains(all, pid, caller)).toList();
    return others.isEmpty() ? whole : others;
  }

  /**
   * Returns the first process of the container that a job's root is in, if the container has
   * nothing else; a whole node may be in a container, too.
   */
  private long withContainer(Map<Long, ProcessStat> all, long root) {
    return containers
        .around(all, root, caller)
        .map(Containers.Container::first)
        .filter(
            first ->
                all.keySet().stream()
                    .filter(pid -> Checks.contains(all, first, pid))
                    .allMatch(
                        pid -> Checks.contains(all, root, pid) || Checks.contains(all, pid, root)))
        .orElse(root);
  }

  private static Target target(
      Map<Long, ProcessStat> all, List<Long> roots, Optional<String> runtime, String description) {
    var first = all.get(roots.get(0));
    if (first == null) {
      throw new TargetException(Answer.NO_PROCESS, description + " has ended meanwhile");
    }
    return new Target(
        first.pid(),
        first.started(),
        runtime.orElse(NO_RUNTIME),
        description,
        roots.subList(1, roots.size()));
  }

  private Checks checks() {
    return new Checks(proc, caller);
  }

  private static void raise(TargetException why) {
    throw why;
  }
}
