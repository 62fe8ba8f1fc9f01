package org.criumatrix.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.criumatrix.host.Await;

/**
 * The processes that a started command consists of. Each has a variable with a value of this
 * command alone in its environment, unless it replaced its environment; then its parent, or the
 * command's session, has to show that it belongs here.
 */
record StartedProcesses(Proc proc, String mark) {

  private static final String VARIABLE = "CRIU_MATRIX_ADVISE";

  /** The time to end after SIGTERM. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** The time for the end after SIGKILL, which the kernel delays for some I/O. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  static StartedProcesses fresh() {
    return new StartedProcesses(new Proc(Path.of("/proc")), UUID.randomUUID().toString());
  }

  /** Returns what the command needs in its environment. */
  Map<String, String> environment() {
    return Map.of(VARIABLE, mark);
  }

  /** Ends all of them, first by SIGTERM. A handle never signals a process that reuses its PID. */
  void end(Process command) {
    var known = new HashSet<ProcessHandle>();
    // As long as the command is not reaped, the number of its session cannot mean another one.
    if (command.isAlive()) {
      known.addAll(handles(inSession(command.pid())));
    }
    known.addAll(handles(marked(known)));
    known.forEach(ProcessHandle::destroy);
    Await.until(
        "the command's end", GRACE, POLL_INTERVAL, () -> alive(known), Set<ProcessHandle>::isEmpty);
    Await.until(
        "the command's end after SIGKILL",
        LIMIT,
        POLL_INTERVAL,
        () -> {
          known.addAll(handles(marked(known)));
          var alive = alive(known);
          alive.forEach(ProcessHandle::destroyForcibly);
          return alive;
        },
        Set<ProcessHandle>::isEmpty);
  }

  /** Leaves out zombies, which the first process of a system may collect late. */
  private Set<ProcessHandle> alive(Set<ProcessHandle> known) {
    var alive = new HashSet<>(known);
    alive.removeIf(
        process ->
            !process.isAlive() || proc.stat(process.pid()).map(ProcessStat::hasEnded).orElse(true));
    return alive;
  }

  private List<Long> inSession(long session) {
    return proc.all().values().stream()
        .filter(p -> p.session() == session && !p.hasEnded())
        .map(ProcessStat::pid)
        .toList();
  }

  /** Returns those with the variable, and all that are below one of them or of the known ones. */
  private List<Long> marked(Set<ProcessHandle> known) {
    var all = proc.all();
    var marked = new HashSet<Long>();
    alive(known).forEach(process -> marked.add(process.pid()));
    all.values().stream()
        .filter(p -> !p.hasEnded())
        .map(ProcessStat::pid)
        .filter(pid -> proc.environment(pid).map(this::hasMark).orElse(false))
        .forEach(marked::add);
    return all.values().stream()
        .filter(p -> !p.hasEnded())
        .map(ProcessStat::pid)
        .filter(pid -> Proc.line(all, pid).stream().anyMatch(above -> marked.contains(above.pid())))
        .toList();
  }

  private boolean hasMark(Map<String, String> environment) {
    return mark.equals(environment.get(VARIABLE));
  }

  private static List<ProcessHandle> handles(List<Long> pids) {
    return pids.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
  }
}
