package org.criumatrix.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.distro.Distributions;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.Polling;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/**
 * A container engine with a command line like Docker's. It runs in a distribution root of the
 * suite's own; its CRIU is the cell's, the first on its PATH, which runc calls.
 */
abstract class Engine implements Hosting {

  /** With a registry's name that no registry has, so that nobody looks for one. */
  static final String IMAGE = "localhost/criu-matrix:1";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration ROUND = Duration.ofMillis(10);

  private final String name;
  private final String suite;
  private final Distributions distributions;
  private final Optional<Checkpointer> way;
  private final EngineRooms rooms = new EngineRooms(this);

  /**
   * @param suite of the distribution that has it
   * @param way who dumps and restores; empty: the engine itself
   */
  Engine(String name, String suite, Distributions distributions, Optional<Checkpointer> way) {
    this.name = name;
    this.suite = suite;
    this.distributions = distributions;
    this.way = way;
  }

  final Distributions distributions() {
    return distributions;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Optional<String> lacking() {
    return Distributed.lacking(distributions, suite);
  }

  @Override
  public final Optional<Path> distribution() {
    return Optional.of(Distributed.root(distributions, suite));
  }

  @Override
  public final Optional<String> unavailable(Host host) {
    return Optional.empty();
  }

  @Override
  public Runtime by(String other) {
    return switch (other) {
      case "engine" -> with(Optional.empty());
      case "direct" -> with(Optional.of(new None()));
      case "direct-prepared" -> with(Optional.of(new Outside(false)));
      default -> throw new IllegalArgumentException(name + " has no way " + other);
    };
  }

  /** The same engine with another way. */
  abstract Runtime with(Optional<Checkpointer> other);

  /** How every call of it begins. */
  abstract List<String> words();

  /** How many lines the engine has of what a container wrote. */
  record Logged(int out, int err) {
    static final Logged NOTHING = new Logged(0, 0);
  }

  abstract Logged logged(Place place, String container);

  /** Options that say where a new container's output goes. */
  List<String> logging(Place place, String container) {
    return List.of();
  }

  /** Tells what a container writes beyond that, and ends when all of it was told. */
  abstract Command teller(Place place, String container, Logged before);

  /** Starts what must run before the first call. */
  abstract void startDaemon(Host host);

  /** Where the engine's API is to be had. */
  abstract String socket();

  /** Starts what serves the API, where the daemon does not. */
  void startService(Host host) {}

  abstract List<String> checkpoint(String container, String checkpoint, List<String> options);

  abstract List<String> restore(String container, String checkpoint, List<String> options);

  /** Removes what would be in a restore's way. */
  void makeRoom(Place place, String container) {}

  /** Waits until a checkpoint that was made can be restored from. */
  void settle(Host host) {}

  /** Where the images of a checkpoint are. */
  abstract String images(String container, String id, String checkpoint);

  /** What CRIU is told through runc's file, of what the case asks for. */
  abstract List<String> throughRunc(List<String> options);

  @Override
  public final void prepare(Place place) {
    var host = place.host();
    var bin = host.home() + "/bin";
    host.mkdir(bin, Mode.PUBLIC);
    var criu = place.criu().prepared().program();
    host.must(Command.of("ln", "-s", criu, bin + "/criu"));
    startDaemon(host);
    var archive = host.home() + "/image.tar";
    Packed.workloads(host, archive);
    importImage(host, archive);
    // What is made for the first container stays: it is no container's then.
    var first = new ArrayList<>(List.of("run", "--rm", "--network", "none"));
    first.addAll(List.of("--entrypoint", place.workloads() + "/simple-c", IMAGE, "--help"));
    must(host, first);
    host.adopt();
  }

  static Map<String, String> env(Host host) {
    return Map.of(
        "PATH",
        host.home() + "/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME",
        "/root",
        "PODMAN_IGNORE_CGROUPSV1_WARNING",
        "1");
  }

  @Override
  public final Host open(String host, HostKind around, Map<String, Path> folders, Grant grant) {
    return rooms.open(host, around, folders, grant);
  }

  final void importImage(Host host, String archive) {
    must(host, List.of("import", archive, IMAGE));
    host.remove(archive);
  }

  final Command command(Host host, List<String> words) {
    var argv = new ArrayList<>(words());
    argv.addAll(words);
    return Command.of(argv).withEnv(env(host)).within(LIMIT);
  }

  final Exit must(Host host, List<String> words) {
    return host.must(command(host, words));
  }

  final String inspect(Host host, String container, String what) {
    return must(host, List.of("inspect", "-f", "{{" + what + "}}", container)).stdout().strip();
  }

  static String container(String subject) {
    return "criu-matrix-" + subject;
  }

  @Override
  public final Subject start(Place place, String subject, Workload workload, boolean terminal) {
    if (terminal) {
      throw new IllegalArgumentException(name + " is not used with a terminal here");
    }
    return place.launch(subject, false).startBy(workload, plain -> run(place, subject, plain));
  }

  /** Makes ready what only this way of using it needs. */
  void beforeRun(Host host, String container) {}

  private Started run(Place place, String subject, Command plain) {
    var host = place.host();
    beforeRun(host, container(subject));
    var words = new ArrayList<>(List.of("run", "--detach", "--name", container(subject)));
    words.addAll(List.of("--network", "none"));
    words.addAll(logging(place, container(subject)));
    if (!place.working().isEmpty()) {
      var volume = place.working() + ":" + place.working();
      words.addAll(List.of("--volume", volume, "--workdir", plain.cwd()));
    }
    plain.env().forEach((key, value) -> words.addAll(List.of("--env", key + "=" + value)));
    words.addAll(List.of("--entrypoint", plain.argv().get(0), IMAGE));
    words.addAll(plain.argv().subList(1, plain.argv().size()));
    must(host, words);
    return follow(place, subject, Logged.NOTHING);
  }

  /** What it writes goes through the engine; it is brought to where everybody looks for it. */
  private Started follow(Place place, String subject, Logged before) {
    var host = place.host();
    var pid = Integer.parseInt(inspect(host, container(subject), ".State.Pid"));
    var home = place.folder() + "/" + subject;
    var teller =
        teller(place, container(subject), before)
            .withOutputs(home + "/stdout", home + "/stderr")
            .within(Duration.ZERO);
    return new Started(pid, host.start(teller).pid());
  }

  @Override
  public final CriuCall dump(Place place, Subject subject, String folder, List<String> options) {
    var call =
        way.isPresent()
            ? way.get().dump(place, subject, folder, options)
            : byEngine(place, subject, folder, options);
    if (call.exit().good()) {
      awaitEngine(place.host());
      settle(place.host());
    }
    return call;
  }

  private CriuCall byEngine(Place place, Subject subject, String folder, List<String> options) {
    var container = container(subject.name());
    var id = inspect(place.host(), container, ".Id");
    var words = checkpoint(container, checkpointName(folder), options);
    return call(
        place, "dump", words, folder, images(container, id, checkpointName(folder)), options);
  }

  /**
   * The engine notices that the container has ended, tells the last of what it wrote, and clears
   * away what it had: only then is it safe to make that again.
   */
  private static void awaitEngine(Host host) {
    Polling.until(LIMIT, ROUND, host::processes, List::isEmpty);
  }

  @Override
  public final CriuCall restore(Place place, Subject subject, String folder, List<String> options) {
    if (way.isPresent()) {
      return way.get().restore(place, subject, folder, options);
    }
    var host = place.host();
    var container = container(subject.name());
    // Where the images went when they were dumped; only the name is needed to find them again.
    var words = restore(container, checkpointName(folder), options);
    var logs = place.folder() + "/restored-" + checkpointName(folder);
    host.must(Command.of("mkdir", "-p", logs));
    makeRoom(place, container);
    var before = logged(place, container);
    var call = call(place, "restore", words, logs, folder, options);
    if (call.exit().good()) {
      subject.goesOnAs(follow(place, subject.name(), before));
    }
    return call;
  }

  private static String checkpointName(String folder) {
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  private CriuCall call(
      Place place,
      String action,
      List<String> words,
      String logFolder,
      String images,
      List<String> options) {
    var host = place.host();
    var log = logFolder + "/" + action + ".log";
    RuncOptions.write(host, log, throughRunc(options));
    var command = command(host, words).within(place.criu().limit());
    var exit = host.exec(command);
    return new CriuCall(host, action, command.toString(), exit, images, CriuCaller.log(host, log));
  }

  @Override
  public void release(Place place, Subject subject) {
    way.ifPresent(w -> w.release(place, subject));
    must(place.host(), List.of("rm", "--force", container(subject.name())));
  }
}
