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
  private final Optional<Checkpointer> way;
  private final EngineHosts rooms = new EngineHosts(this::openWithApi);

  /**
   * @param way who dumps and restores; empty: the engine itself
   */
  Engine(Edition edition, Optional<Checkpointer> way) {
    this.edition = edition;
    this.way = way;
  }

  @Override
  public final Edition edition() {
    return edition;
  }

  @Override
  public Runtime by(String other) {
    return with(CheckpointMethod.of(other, false));
  }

  /** The same engine with another way. */
  abstract Runtime with(Optional<Checkpointer> other);

  /** How every call of it begins. */
  abstract List<String> words();

  /** How many lines the engine has of what a container wrote. */
  record Logged(int out, int err) {
    static final Logged NOTHING = new Logged(0, 0);
  }

  abstract Logged logged(RuntimeContext place, String container);

  /** Options that say where a new container's output goes. */
  List<String> logging(RuntimeContext place, String container) {
    return List.of();
  }

  /** Prints what a container writes after that, and ends when all of it was printed. */
  abstract Command teller(RuntimeContext place, String container, Logged before);

  /** Starts what must run before the first call. */
  abstract void startDaemon(Host host);

  /** The address of the engine's API. */
  abstract String socket();

  /** Starts what serves the API, where the daemon does not. */
  void startService(Host host) {}

  abstract List<String> checkpoint(String container, String checkpoint, List<String> options);

  abstract List<String> restore(String container, String checkpoint, List<String> options);

  /** Removes what would be in a restore's way. */
  void makeRoom(RuntimeContext place, String container) {}

  /** Waits until a checkpoint that was made can be restored from. */
  void settle(Host host) {}

  /** Where the images of a checkpoint are. */
  abstract String images(String container, String id, String checkpoint);

  /** The case's options that reach CRIU through runc's file. */
  abstract List<String> throughRunc(List<String> options);

  @Override
  public final void prepare(RuntimeContext place) {
    var host = place.host();
    CriuOnPath.link(place);
    startDaemon(host);
    var archive = host.home() + "/image.tar";
    ImageArchives.workloads(host, archive);
    importImage(host, archive);
    new EngineNetwork(this).make(host);
    // What is made for the first container stays: it is no container's then.
    var first = new ArrayList<>(List.of("run", "--rm"));
    first.addAll(EngineNetwork.joining(network(place).inside()));
    first.addAll(List.of("--entrypoint", place.workloads() + "/simple-c", IMAGE, "--help"));
    execChecked(host, first);
    host.adopt();
  }

  @Override
  public final Sides network(RuntimeContext place) {
    return EngineNetwork.sides(place);
  }

  /** Options of a new network, beyond those that both engines take. */
  List<String> newNetwork() {
    return List.of();
  }

  static Map<String, String> env(Host host) {
    return CriuOnPath.env(host);
  }

  @Override
  public final Host open(String host, HostKind around, Map<String, Path> folders, Grant grant) {
    return rooms.open(host, around, folders, grant);
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

  final Command command(Host host, List<String> words) {
    var argv = new ArrayList<>(words());
    argv.addAll(words);
    return Command.of(argv).withEnv(env(host)).within(LIMIT);
  }

  final Exit execChecked(Host host, List<String> words) {
    return host.execChecked(command(host, words));
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
      RuntimeContext place, String subject, Workload workload, boolean terminal) {
    return place.launch(subject, terminal).startBy(workload, plain -> run(place, subject, plain));
  }

  /** Makes ready what only this way of using it needs. */
  void beforeRun(Host host, String container) {}

  private Started run(RuntimeContext place, String subject, Command plain) {
    var host = place.host();
    beforeRun(host, container(subject));
    var words = new ArrayList<>(List.of("run", "--detach", "--name", container(subject)));
    words.addAll(EngineNetwork.joining(place));
    if (plain.terminal()) {
      words.add("--tty");
    }
    words.addAll(logging(place, container(subject)));
    if (!place.working().isEmpty()) {
      var volume = place.working() + ":" + place.working();
      words.addAll(List.of("--volume", volume, "--workdir", plain.cwd()));
    }
    plain.env().forEach((key, value) -> words.addAll(List.of("--env", key + "=" + value)));
    words.addAll(List.of("--entrypoint", plain.argv().get(0), IMAGE));
    words.addAll(plain.argv().subList(1, plain.argv().size()));
    execChecked(host, words);
    return follow(place, subject, Logged.NOTHING);
  }

  /** What it writes goes through the engine; it is brought to where everybody looks for it. */
  final Started follow(RuntimeContext place, String subject, Logged before) {
    var host = place.host();
    var pid = Integer.parseInt(inspect(host, container(subject), ".State.Pid"));
    var home = place.folder() + "/" + subject;
    var teller =
        teller(place, container(subject), before)
            .withOutputs(home + "/stdout", home + "/stderr")
            .within(Duration.ZERO);
    return new Started(pid, host.start(teller).pid());
  }

  private Checkpointer checkpointer() {
    return way.orElseGet(() -> new EngineCheckpointer(this));
  }

  @Override
  public final CriuCall dump(
      RuntimeContext place, Subject subject, String folder, List<String> options) {
    var others = subject.others();
    var call = checkpointer().dump(place, subject, folder, options);
    if (call.exit().succeeded()) {
      awaitEngine(place.host(), others);
      settle(place.host());
    }
    return call;
  }

  @Override
  public final CriuCall preDump(
      RuntimeContext place, Subject subject, String folder, List<String> options) {
    return checkpointer().preDump(place, subject, folder, options);
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
      RuntimeContext place, Subject subject, String folder, List<String> options) {
    return checkpointer().restore(place, subject, folder, options);
  }

  @Override
  public void release(RuntimeContext place, Subject subject) {
    checkpointer().release(place, subject);
    execChecked(place.host(), List.of("rm", "--force", container(subject.name())));
  }
}
