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

/** A running workload: pid, readiness, progress, answer. */
public final class Subject {

  /** How often a tree of processes is asked for again when it is not yet what is waited for. */
  private static final long POLL_INTERVAL_US = 500;

  private static final int SIGKILL = 9;
  private static final int SIGCONT = 18;
  private static final int SIGSTOP = 19;
  private static final Pattern NOTHING = Pattern.compile("(?!)");

  /** Where no file has anything: who follows it from there on waits for nothing but an end. */
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

  /** Where it is, or was last. */
  public Host host() {
    return host;
  }

  /** It was moved: from now on it is looked for there, in the same folder. */
  public void movedTo(Host other) {
    host = other;
  }

  /** It was restored, maybe as a process of another number: in a PID namespace of its own. */
  public void restoredAs(Started other) {
    renumbered |= other.pid() != started.pid();
    started = other;
  }

  /** Whether its processes have other numbers now than at first. */
  public boolean renumbered() {
    return renumbered;
  }

  public Workload workload() {
    return workload;
  }

  /** Its name in the cell. */
  public String name() {
    return home.substring(home.lastIndexOf('/') + 1);
  }

  /** The folder with its output, and with its working folder unless that is elsewhere. */
  public String home() {
    return home;
  }

  /** Its working folder. */
  public String folder() {
    return work;
  }

  /** All that it wrote is in these. */
  public List<String> folders() {
    return work.startsWith(home + "/") ? List.of(home) : List.of(home, work);
  }

  public boolean terminal() {
    return terminal;
  }

  /** The file with all it wrote to stdout, or what its terminal showed. */
  public String stdout() {
    return home + "/stdout";
  }

  public String stderr() {
    return home + "/stderr";
  }

  /**
   * Waits until it has said a line on stderr that begins so, {@code listening}.
   *
   * @return the words behind it, of the first such line; empty when there was none within the time,
   *     or it was gone before
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

  /** What it has said until now; on a terminal both streams are one. */
  public Transcript transcript() {
    var out = text(stdout());
    return Transcript.of(out, terminal ? out : text(stderr()), workload.progressLine());
  }

  private String text(String file) {
    return new String(host.read(file), StandardCharsets.UTF_8);
  }

  /** The same without its steps, which may be many: on a slow host they take long to read. */
  public Transcript stderrTranscript() {
    return Transcript.of("", text(terminal ? stdout() : stderr()), NOTHING);
  }

  /** Steps taken so far. */
  public int steps() {
    return transcript().progressLine().size();
  }

  /**
   * Waits until it has taken more steps than these.
   *
   * @return whether it did within the time, and before it was gone
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

  /** The processes it consists of, its first one foremost; empty when that is gone. */
  public List<HostProcess> tree() {
    return HostProcess.under(pid(), host.processes());
  }

  /**
   * The processes on its host that have nothing to do with it: they are not of those that its
   * parent, a container's keeper, has started, and do not bring its output.
   */
  public List<HostProcess> others() {
    var all = host.processes();
    var parent = all.stream().filter(p -> p.pid() == pid()).map(HostProcess::parent).findFirst();
    var own = new ArrayList<>(HostProcess.under(started.outputPid(), all));
    own.addAll(tree());
    parent.ifPresent(p -> own.addAll(HostProcess.under(p, all)));
    return all.stream().filter(p -> !own.contains(p)).toList();
  }

  /** Makes it continue without pauses, if its workload can. */
  public void fastForward() {
    workload.fastForward().ifPresent(this::fastForward);
  }

  private void fastForward(int signal) {
    tree().stream()
        .filter(p -> workload.isFastForwarded(p, pid()))
        .forEach(p -> host.killIfThere(p.pid(), signal));
  }

  /** Stops every process of it, as a terminal's Ctrl-Z does: what comes for it waits. */
  public void stop() {
    signal(SIGSTOP);
  }

  /** Continues it after {@link #stop}. */
  public void resume() {
    signal(SIGCONT);
  }

  private void signal(int number) {
    tree().forEach(p -> host.killIfThere(p.pid(), number));
  }

  /**
   * Waits until it has ended by itself.
   *
   * @return whether it did within the time
   */
  public boolean awaitEnd(Duration limit) {
    return host.follow(stdout(), BEYOND_ANY_END, started.outputPid(), limit).gone();
  }

  /**
   * Kills every process of it and waits until they are gone, so that it can leave nothing behind.
   */
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
