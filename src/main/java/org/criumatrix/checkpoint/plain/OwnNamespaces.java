package org.criumatrix.checkpoint.plain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.PidFile;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.Shells;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostProcess;
import org.criumatrix.workload.Launch;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/**
 * PID, IPC, network and mount namespaces without an engine, as a job makes them itself to get PIDs,
 * System V memory and addresses of its own. The subject sees the host's programs.
 */
public final class OwnNamespaces implements Runtime {

  private static final List<String> BOUND =
      List.of("/dev/null", "/dev/zero", "/dev/urandom", "/etc", "/usr");

  private static final List<String> PRIVATE = List.of("/proc", "/tmp", "/run", "/dev", "/dev/shm");

  /** Copies the links to the rest of the system: {@code /bin} and the like lead to {@code /usr}. */
  private static final String LINKS =
      """
      for link in /bin /sbin /lib*; do [ ! -L "$link" ] || cp -P "$link" "$0/"; done
      """;

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(1);

  private final List<String> bound;
  private final UnaryOperator<Launch> place;

  /** Creates the usual runtime, whose subjects run in a folder of their cell. */
  public OwnNamespaces() {
    this(BOUND, launch -> launch);
  }

  /**
   * @param bound folders and files of the host that the subjects see
   * @param place chooses where they run
   */
  public OwnNamespaces(List<String> bound, UnaryOperator<Launch> place) {
    this.bound = List.copyOf(bound);
    this.place = place;
  }

  @Override
  public String name() {
    return "namespaces";
  }

  @Override
  public boolean callsCriuPlainly() {
    return true;
  }

  @Override
  public boolean namesMounts() {
    return true;
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return host.facts().root()
        ? Optional.empty()
        : Optional.of("namespaces of one's own need root");
  }

  @Override
  public Subject start(RuntimeContext context, String name, Workload workload, boolean terminal) {
    if (terminal) {
      throw new IllegalArgumentException(name() + " is not used with a terminal here");
    }
    var root = OwnRoot.of(context, name, bound);
    root.make(PRIVATE);
    context.host().execChecked(Shells.script(LINKS, root.path()));
    return place
        .apply(context.launch(name, false))
        .startBy(workload, plain -> started(context, plain.prefixed(root.enterCommand())));
  }

  /**
   * Starts the tool that makes the PID namespace, and returns the first process in it and the tool,
   * which waits for that process outside.
   */
  private static Started started(RuntimeContext context, Command command) {
    var host = context.host();
    var running = host.start(command.prefixed(List.of(context.workloads() + "/tools/apart")));
    var first =
        host.await(
                "the first process of new namespaces",
                LIMIT,
                POLL_INTERVAL,
                () ->
                    host.processes().stream().filter(p -> p.parent() == running.pid()).findFirst(),
                found -> found.isPresent() || running.exit().isDone())
            .seen();
    return new Started(
        first.map(HostProcess::pid).orElseThrow(() -> new HostException("nothing was started")),
        running.pid());
  }

  @Override
  public CriuCall dump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var args = new ArrayList<>(List.of("-t", String.valueOf(subject.pid())));
    args.addAll(OwnRoot.of(context, subject, bound).dumpOptions());
    args.addAll(options);
    return context.criu().call("dump", images, args);
  }

  @Override
  public CriuCall restore(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var pidFile = PidFile.in(context.host(), images);
    var args = new ArrayList<>(List.of("-d"));
    args.addAll(pidFile.options());
    args.addAll(OwnRoot.of(context, subject, bound).restoreOptions());
    args.addAll(options);
    var call = context.criu().call("restore", images, args);
    if (call.exit().succeeded()) {
      subject.restoredAs(new Started(pidFile.pid(), pidFile.pid()));
    }
    return call;
  }
}
