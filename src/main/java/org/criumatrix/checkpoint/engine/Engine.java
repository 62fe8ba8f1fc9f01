package org.criumatrix.checkpoint.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.external.CheckpointMethod;
import org.criumatrix.checkpoint.hosting.EngineHost;
import org.criumatrix.checkpoint.hosting.EngineHosts;
import org.criumatrix.checkpoint.hosting.Grant;
import org.criumatrix.checkpoint.hosting.HostingEngine;
import org.criumatrix.checkpoint.image.ImageArchives;
import org.criumatrix.checkpoint.packaged.CriuOnPath;
import org.criumatrix.checkpoint.packaged.DistroRuntime;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.HostProcess;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/**
 * A container engine with a command line like Docker's. It runs in a distribution root of the
 * suite's own; its CRIU is the cell's, the first on its PATH, which runc calls.
 */
abstract class Engine implements DistroRuntime, HostingEngine {

  /** With the name of a registry that does not exist, so that no engine contacts one. */
  static final String IMAGE = "localhost/criu-matrix:1";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private final Edition edition;
  private final Optional<Checkpointer> external;
  private final EngineHosts hosts = new EngineHosts(this::openWithApi);

  /**
   * @param external who dumps and restores; empty: the engine itself
   */
  Engine(Edition edition, Optional<Checkpointer> external) {
    this.edition = edition;
    this.external = external;
  }

  @Override
  public final Edition edition() {
    return edition;
  }

  @Override
  public Runtime by(String other) {
    return withCheckpointer(CheckpointMethod.of(other, false));
  }

  /** The same engine with another external. */
  abstract Runtime withCheckpointer(Optional<Checkpointer> other);

  /** How every call of it begins. */
  abstract List<String> commandPrefix();

  /** How many lines the engine has of what a container wrote. */
  record LoggedLines(int out, int err) {
    static final LoggedLines NOTHING = new LoggedLines(0, 0);
  }

  abstract LoggedLines loggedLines(RuntimeContext context, String container);

  /** Options that say where a new container's output goes. */
  List<String> logOptions(RuntimeContext context, String container) {
    return List.of();
  }

  /** Prints what a container writes after that, and ends when all of it was printed. */
  abstract Command follower(RuntimeContext context, String container, LoggedLines before);

  /** Starts what must run before the first call. */
  abstract void startDaemon(Host host);

  /** The address of the engine's API. */
  abstract String socket();

  /** Starts what serves the API, where the daemon does not. */
  void startService(Host host) {}

  abstract List<String> checkpoint(String container, String checkpoint, List<String> options);

  abstract List<String> restore(String container, String checkpoint, List<String> options);

  /** Removes what would be in a restore's external. */
  void clearForRestore(RuntimeContext context, String container) {}

  /** Waits until a checkpoint that was made can be restored from. */
  void awaitRestorable(Host host) {}

  /** Where the images of a checkpoint are. */
  abstract String imagesFolder(String container, String id, String checkpoint);

  /** The case's options that reach CRIU through runc's file. */
  abstract List<String> runcOptions(List<String> options);

  @Override
  public final void prepare(RuntimeContext context) {
    var host = context.host();
    CriuOnPath.link(context);
    startDaemon(host);
    var archive = host.home() + "/image.tar";
    ImageArchives.workloads(host, archive);
    importImage(host, archive);
    new EngineNetwork(this).make(host);
    // What is made for the first container stays: it is no container's then.
    var first = new ArrayList<>(List.of("run", "--rm"));
    first.addAll(EngineNetwork.containerOptions(network(context).inside()));
    first.addAll(List.of("--entrypoint", context.workloads() + "/simple-c", IMAGE, "--help"));
    execChecked(host, first);
    host.adopt();
  }

  @Override
  public final Sides network(RuntimeContext context) {
    return EngineNetwork.sides(context);
  }

  /** Options of a new network, beyond those that both engines take. */
  List<String> networkOptions() {
    return List.of();
  }

  static Map<String, String> env(Host host) {
    return CriuOnPath.env(host);
  }

  @Override
  public final Host open(String host, HostKind around, Map<String, Path> folders, Grant grant) {
    return hosts.open(host, around, folders, grant);
  }

  /** Opens a host with this engine's API and an image of a userland. */
  private EngineHost openWithApi(HostKind around, Map<String, Path> folders) {
    var host = around.openIn(edition.folder(), folders);
    try {
      startDaemon(host);
      startService(host);
      var archive = host.home() + "/userland.tar";
      ImageArchives.userland(host, archive);
      importImage(host, archive);
      return EngineHost.with(host, socket(), IMAGE);
    } catch (HostException e) {
      host.close();
      throw e;
    }
  }

  final void importImage(Host host, String archive) {
    execChecked(host, List.of("import", archive, IMAGE));
    host.remove(archive);
  }

  final Command command(Host host, List<String> args) {
    var argv = new ArrayList<>(commandPrefix());
    argv.addAll(args);
    return Command.of(argv).withEnv(env(host)).within(LIMIT);
  }

  final Exit execChecked(Host host, List<String> args) {
    return host.execChecked(command(host, args));
  }

  final String inspect(Host host, String container, String what) {
    return execChecked(host, List.of("inspect", "-f", "{{" + what + "}}", container))
        .stdout()
        .strip();
  }

  static String container(String subject) {
    return "criu-matrix-" + subject;
  }

  @Override
  public final Subject start(
      RuntimeContext context, String subject, Workload workload, boolean terminal) {
    return context
        .launch(subject, terminal)
        .startBy(workload, plain -> run(context, subject, plain));
  }

  /** Makes ready what only this way of using it needs. */
  void beforeRun(Host host, String container) {}

  private Started run(RuntimeContext context, String subject, Command plain) {
    var host = context.host();
    beforeRun(host, container(subject));
    var args = new ArrayList<>(List.of("run", "--detach", "--name", container(subject)));
    args.addAll(EngineNetwork.containerOptions(context));
    if (plain.terminal()) {
      args.add("--tty");
    }
    args.addAll(logOptions(context, container(subject)));
    if (!context.working().isEmpty()) {
      var volume = context.working() + ":" + context.working();
      args.addAll(List.of("--volume", volume, "--workdir", plain.cwd()));
    }
    plain.env().forEach((key, value) -> args.addAll(List.of("--env", key + "=" + value)));
    args.addAll(List.of("--entrypoint", plain.argv().get(0), IMAGE));
    args.addAll(plain.argv().subList(1, plain.argv().size()));
    execChecked(host, args);
    return follow(context, subject, LoggedLines.NOTHING);
  }

  /** What it writes goes through the engine; it is brought to where everybody looks for it. */
  final Started follow(RuntimeContext context, String subject, LoggedLines before) {
    var host = context.host();
    var pid = Integer.parseInt(inspect(host, container(subject), ".State.Pid"));
    var home = context.folder() + "/" + subject;
    var follower =
        follower(context, container(subject), before)
            .withOutputs(home + "/stdout", home + "/stderr")
            .within(Duration.ZERO);
    return new Started(pid, host.start(follower).pid());
  }

  private Checkpointer checkpointer() {
    return external.orElseGet(() -> new EngineCheckpointer(this));
  }

  @Override
  public final CriuCall dump(
      RuntimeContext context, Subject subject, String folder, List<String> options) {
    var others = subject.others();
    var call = checkpointer().dump(context, subject, folder, options);
    if (call.exit().succeeded()) {
      awaitEngine(context.host(), others);
      awaitRestorable(context.host());
    }
    return call;
  }

  @Override
  public final CriuCall preDump(
      RuntimeContext context, Subject subject, String folder, List<String> options) {
    return checkpointer().preDump(context, subject, folder, options);
  }

  /**
   * The engine notices that the container has ended, writes the last of its output, and clears away
   * what it had: only then is it safe to make that again.
   */
  private static void awaitEngine(Host host, List<HostProcess> others) {
    var known = others.stream().map(HostProcess::pid).toList();
    host.await(
        LIMIT,
        POLL_INTERVAL,
        host::processes,
        now -> now.stream().allMatch(p -> known.contains(p.pid())));
  }

  @Override
  public final CriuCall restore(
      RuntimeContext context, Subject subject, String folder, List<String> options) {
    return checkpointer().restore(context, subject, folder, options);
  }

  @Override
  public void release(RuntimeContext context, Subject subject) {
    checkpointer().release(context, subject);
    execChecked(context.host(), List.of("rm", "--force", container(subject.name())));
  }
}
