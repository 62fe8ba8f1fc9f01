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
 * A container engine with a command line like Docker's, in a distribution root of the suite. It
 * uses the cell's CRIU: runc calls the first one on the PATH.
 */
abstract class Engine implements DistroRuntime, HostingEngine {

  /** The name of the image. Its registry does not exist, so no engine contacts one. */
  static final String IMAGE = "localhost/criu-matrix:1";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private final Edition edition;
  private final Optional<Checkpointer> external;
  private final EngineHosts hosts = new EngineHosts(this::openWithApi);

  /**
   * Makes an engine.
   *
   * @param external dumps and restores in place of the engine; empty: the engine itself
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
  public Runtime by(String method) {
    return withCheckpointer(CheckpointMethod.of(method, false));
  }

  /** Returns the same engine with another checkpointer. */
  abstract Runtime withCheckpointer(Optional<Checkpointer> other);

  /** Returns the words that begin every call of the engine. */
  abstract List<String> commandPrefix();

  /** The number of lines in the engine's log of a container. */
  record LoggedLines(int out, int err) {
    static final LoggedLines NOTHING = new LoggedLines(0, 0);
  }

  /** Counts the lines that the engine has logged. */
  abstract LoggedLines loggedLines(RuntimeContext context, String container);

  /** Returns the options for the log of a new container. */
  List<String> logOptions(RuntimeContext context, String container) {
    return List.of();
  }

  /**
   * Returns a command that prints what a container writes after the given lines. It ends when all
   * is printed.
   */
  abstract Command follower(RuntimeContext context, String container, LoggedLines before);

  /** Starts what has to run before the first call. */
  abstract void startDaemon(Host host);

  /** Returns the path of the socket of the engine's API. */
  abstract String socket();

  /** Starts the service of the API if the daemon does not have it. */
  void startService(Host host) {}

  /** Returns the arguments of a call that dumps a container. */
  abstract List<String> checkpoint(String container, String checkpoint, List<String> options);

  /** Returns the arguments of a call that restores a container. */
  abstract List<String> restore(String container, String checkpoint, List<String> options);

  /** Removes what would prevent a restore. */
  void clearForRestore(RuntimeContext context, String container) {}

  /** Waits until a restore from a new checkpoint is possible. */
  void awaitRestorable(Host host) {}

  /** Returns the folder with the images of a checkpoint. */
  abstract String imagesFolder(String container, String id, String checkpoint);

  /** Selects the options of a case that reach CRIU through runc's file. */
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
    // Some files are made for the first container and stay. Make them before a cell counts its
    // leftovers.
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

  /** Returns this engine's own options for a new network. */
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

  /** Opens a host on which this engine serves its API and has an image of a userland. */
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

  /** Prepares a host for what only some subclasses need. */
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

  /** Starts to copy the container's output from the engine to the subject's files. */
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
   * Waits until only known processes are left on the host. The engine notices the container's end,
   * writes the last of the output and removes the container's resources; only then can it make them
   * again.
   */
  private static void awaitEngine(Host host, List<HostProcess> others) {
    var known = others.stream().map(HostProcess::pid).toList();
    host.await(
        "the engine's own processes alone",
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
