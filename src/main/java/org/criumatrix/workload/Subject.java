package org.criumatrix.workload;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;
import org.criumatrix.workload.Launch.Started;

/** A running workload: its PID, readiness, progress and answer. */
public final class Subject {

  /** The pause between two looks at a tree of processes. */
  private static final long POLL_INTERVAL_US = 500;

  private static final int SIGKILL = 9;
  private static final int SIGCONT = 18;
  private static final int SIGSTOP = 19;
  private static final Pattern NOTHING = Pattern.compile("(?!)");

  /**
   * An offset beyond the end of any file: following from there waits only for the end of the
   * process.
   */
  private static final long BEYOND_ANY_END = 1L << 62;

  private volatile Host host;
  private final Workload workload;
  private final String home;
  private final String work;
  private volatile Started started;
  private volatile boolean renumbered;
  private final boolean terminal;

  Subject(
      Host host, Workload workload, String home, String work, Started started, boolean terminal) {
    this.host = host;
    this.workload = workload;
    this.home = home;
    this.work = work;
    this.started = started;
    this.terminal = terminal;
  }

  public int pid() {
    return started.pid();
  }

  /** Returns the host where it runs, or ran last. */
  public Host host() {
    return host;
  }

  /** Records a move: from now on the subject is on the other host, in the same folder. */
  public void movedTo(Host other) {
    host = other;
  }

  /**
   * Records a restore. In a PID namespace of its own the process may have another PID on the host.
   */
  public void restoredAs(Started other) {
    // A kernel of its own keeps the PIDs, whatever process of the host it is.
    renumbered |= other.inner().isEmpty() && other.pid() != started.pid();
    started = other;
  }

  /** Returns whether its processes have other PIDs now than at first. */
  public boolean renumbered() {
    return renumbered;
  }

  public Workload workload() {
    return workload;
  }

  /** Returns its name in the cell. */
  public String name() {
    return home.substring(home.lastIndexOf('/') + 1);
  }

  /**
   * Returns the folder of its output, which also has its working folder unless that is elsewhere.
   */
  public String home() {
    return home;
  }

  /** Returns its working folder. */
  public String folder() {
    return work;
  }

  /** Returns the folders that hold everything it wrote. */
  public List<String> folders() {
    return work.startsWith(home + "/") ? List.of(home) : List.of(home, work);
  }

  public boolean terminal() {
    return terminal;
  }

  /** Returns the file with its standard output, or with everything its terminal showed. */
  public String stdout() {
    return home + "/stdout";
  }

  public String stderr() {
    return home + "/stderr";
  }

  /**
   * Waits for a line on stderr that begins with a keyword, such as {@code listening}.
   *
   * @return the words after the keyword in the first such line; empty when the time is over or the
   *     process ended first
   */
  public Optional<List<String>> awaitMessage(String keyword, Duration limit) {
    var end = System.nanoTime() + limit.toNanos();
    for (var gone = false; ; ) {
      var err = host.read(stderr());
      var messages =
          Transcript.of("", new String(err, StandardCharsets.UTF_8), NOTHING).messages(keyword);
      var left = Duration.ofNanos(end - System.nanoTime());
      if (!messages.isEmpty() || gone || left.isNegative()) {
        return messages.stream().findFirst();
      }
      gone = host.follow(stderr(), err.length, pid(), left).gone();
    }
  }

  /** Returns everything it has printed so far; on a terminal both streams are one. */
  public Transcript transcript() {
    var out = text(stdout());
    return Transcript.of(out, terminal ? out : text(stderr()), workload.progressLine());
  }

  private String text(String file) {
    return new String(host.read(file), StandardCharsets.UTF_8);
  }

  /**
   * Returns what it has printed so far without its steps, which take long to read on a slow host.
   */
  public Transcript stderrTranscript() {
    return Transcript.of("", text(terminal ? stdout() : stderr()), NOTHING);
  }

  /** Returns the number of steps taken so far. */
  public int steps() {
    return transcript().progressLine().size();
  }

  /**
   * Waits until it has taken more steps than {@code before}.
   *
   * @return whether it did within the time, and before it ended
   */
  public boolean takesMoreStepsThan(int before, Duration limit) {
    var end = System.nanoTime() + limit.toNanos();
    for (; ; ) {
      var out = host.read(stdout());
      var messages = new String(out, StandardCharsets.UTF_8);
      if (Transcript.of(messages, "", workload.progressLine()).progressLine().size() > before) {
        return true;
      }
      var left = Duration.ofNanos(end - System.nanoTime());
      if (left.isNegative()) {
        return false;
      }
      var growth = host.follow(stdout(), out.length, started.outputPid(), left);
      if (growth.text().isEmpty() && growth.gone()) {
        return false;
      }
    }
  }

  /**
   * Returns its processes as the host shows them, the first process first; empty when that has
   * ended.
   */
  public List<HostProcess> tree() {
    return HostProcess.under(pid(), host.processes());
  }

  /** Returns its processes as the kernel that runs them shows them; empty when it has ended. */
  public List<HostProcess> members() {
    return started.inner().map(InnerProcesses::list).orElseGet(this::tree);
  }

  /** Returns all processes that run on the same kernel in the same namespace. */
  public List<HostProcess> neighbours() {
    return started.inner().map(InnerProcesses::list).orElseGet(() -> host.processes());
  }

  /**
   * Returns the processes on its host that do not belong to it: neither children of its parent,
   * which may be a container's monitor, nor processes that forward its output.
   */
  public List<HostProcess> others() {
    var all = host.processes();
    var parent = all.stream().filter(p -> p.pid() == pid()).map(HostProcess::parent).findFirst();
    var own = new ArrayList<>(HostProcess.under(started.outputPid(), all));
    own.addAll(tree());
    parent.ifPresent(p -> own.addAll(HostProcess.under(p, all)));
    return all.stream().filter(p -> !own.contains(p)).toList();
  }

  /** Makes it continue without pauses, if its workload supports that. */
  public void fastForward() {
    workload.fastForward().ifPresent(this::fastForward);
  }

  private void fastForward(int signal) {
    var members = members();
    members.stream()
        .filter(p -> workload.isFastForwarded(p, members.get(0).pid()))
        .forEach(p -> signal(p, signal));
  }

  /** Stops all its processes, as Ctrl-Z on a terminal does; messages to it wait. */
  public void stop() {
    signal(SIGSTOP);
  }

  /** Continues it after {@link #stop}. */
  public void resume() {
    signal(SIGCONT);
  }

  private void signal(int number) {
    members().forEach(p -> signal(p, number));
  }

  private void signal(HostProcess process, int number) {
    started
        .inner()
        .ifPresentOrElse(
            inner -> inner.signal(process.pid(), number),
            () -> host.killIfThere(process.pid(), number));
  }

  /**
   * Waits until it has ended by itself.
   *
   * @return whether it ended within the time
   */
  public boolean awaitEnd(Duration limit) {
    return host.follow(stdout(), BEYOND_ANY_END, started.outputPid(), limit).gone();
  }

  /** Kills all its processes and waits until they are gone, so that it leaves nothing behind. */
  public void kill(Duration limit) {
    var end = System.nanoTime() + limit.toNanos();
    for (var tree = tree(); !tree.isEmpty() && System.nanoTime() < end; tree = tree()) {
      tree.forEach(p -> host.killIfThere(p.pid(), SIGKILL));
      pause();
    }
  }

  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(
        TimeUnit.MICROSECONDS.toNanos(POLL_INTERVAL_US));
  }
}
