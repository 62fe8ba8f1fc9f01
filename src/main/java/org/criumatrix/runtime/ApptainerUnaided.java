package org.criumatrix.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.host.Polling;
import org.criumatrix.host.Running;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/**
 * An ordinary account's apptainer, and nobody who has more power: CRIU joins the job's user, mount
 * and PID namespaces for the dump, in which that account may do what it takes, and is the program
 * of a fresh container for the restore.
 *
 * @param plain how its host is made ready
 */
record ApptainerUnaided(Apptainer plain) implements Runtime {

  /** More than a fresh container has processes until CRIU restores in it. */
  private static final String PIDS_BEFORE = "40";

  private static final List<String> JOIN =
      List.of("nsenter", "--preserve-credentials", "--keep-caps", "--user", "--mount", "--pid");

  private static final int SIGKILL = 9;
  private static final Duration ROUND = Duration.ofMillis(5);
  private static final String RESTORED = "Restore finished successfully";

  @Override
  public String name() {
    return plain.name();
  }

  @Override
  public Optional<String> lacking() {
    return plain.lacking();
  }

  @Override
  public Optional<Path> distribution() {
    return plain.distribution();
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return plain.unavailable(host);
  }

  @Override
  public Subject start(Place place, String subject, Workload workload, boolean terminal) {
    return place.launch(subject, terminal).startBy(workload, c -> run(place, subject, c));
  }

  private Started run(Place place, String subject, Command program) {
    var file = program.argv().get(0);
    var lead = place.workloads() + "/tools/lead";
    Sandbox.make(place, subject, List.of(file, lead), List.of(program.cwd(), place.folder()));
    var words = contained(place, subject, List.of("--pwd", program.cwd()));
    words.addAll(List.of(lead, "--after", PIDS_BEFORE));
    words.addAll(program.argv());
    var starter =
        place.host().start(place.account().runs(inHome(place, program.withArgv(words)))).pid();
    var pid = Apptainer.programOf(place.host(), starter, file);
    return new Started(pid, pid);
  }

  /**
   * In both containers the same mounts, of places that are there under the same path; no layer of
   * apptainer's on the image, since files on an overlay file system have no name that CRIU could
   * keep.
   */
  private static ArrayList<String> contained(Place place, String subject, List<String> more) {
    var words = new ArrayList<>(List.of("apptainer", "--quiet", "exec", "--pid", "--underlay"));
    words.addAll(more);
    var criu = Path.of(place.criu().prepared().program()).getParent();
    words.addAll(List.of("--bind", place.folder(), "--bind", criu + ":" + criu + ":ro"));
    words.add(Sandbox.folder(place, subject));
    return words;
  }

  private static Command inHome(Place place, Command command) {
    var home = Apptainer.home(place.account());
    return command.withEnv(Map.of("HOME", home)).in(home);
  }

  /** The number that a process has in its own namespace: the last on the line. */
  private static String pidInside(Host host, int pid) {
    var status = new String(host.read("/proc/" + pid + "/status"), StandardCharsets.UTF_8);
    return status
        .lines()
        .filter(l -> l.startsWith("NSpid:"))
        .map(l -> l.substring(l.lastIndexOf('\t') + 1))
        .findFirst()
        .orElseThrow();
  }

  /**
   * CRIU is in the job's own PID namespace, which would end, and CRIU with it, when it kills the
   * job: so that is killed afterwards.
   */
  @Override
  public CriuCall dump(Place place, Subject subject, String images, List<String> options) {
    var words =
        new ArrayList<>(List.of("-t", pidInside(place.host(), subject.pid()), "--leave-stopped"));
    var later = new ArrayList<String>();
    new OutsideStreams(place, subject, images).learn(words, later);
    OutsideStreams.keep(place.host(), images, later);
    words.addAll(options);
    var join = new ArrayList<>(JOIN);
    join.addAll(List.of("--target", String.valueOf(subject.pid()), "--"));
    var tree = subject.tree();
    var command = place.criu().command("dump", images, words, c -> c.prefixed(join));
    var call = place.criu().ended("dump", images, command, place.host().exec(command));
    if (call.exit().good()) {
      tree.forEach(p -> place.host().kill(p.pid(), SIGKILL));
    }
    return call;
  }

  /** CRIU stays, as the job's parent: the container ends with its first program. */
  @Override
  public CriuCall restore(Place place, Subject subject, String images, List<String> options) {
    var host = place.host();
    var criu = place.criu();
    var words = new ArrayList<>(OutsideStreams.kept(host, images));
    words.addAll(options);
    var within = contained(place, subject.name(), List.of("--add-caps", "CAP_CHECKPOINT_RESTORE"));
    var ends = new OutsideStreams(place, subject, images).open();
    var command =
        ends.handedTo(
            criu.command("restore", images, words, c -> inHome(place, c.prefixed(within))));
    host.exec(Command.of("rm", "-f", images + "/" + CriuCaller.logFile("restore")));
    var began = System.nanoTime();
    var running = host.start(command.within(Duration.ZERO));
    var restored =
        Polling.until(
            criu.limit(),
            ROUND,
            () -> running.exit().isDone() || isRestored(host, images),
            done -> done);
    if (!isRestored(host, images)) {
      var exit = restored ? running.await(command) : killed(host, running, command);
      return criu.ended("restore", images, command, exit);
    }
    var file = subject.workload().argv(place.workloads()).get(0);
    var pid = Apptainer.programOf(host, running.pid(), file);
    subject.goesOnAs(new Started(pid, ends.drain() > 0 ? ends.drain() : pid));
    var wall = Duration.ofNanos(System.nanoTime() - began);
    var good = new Exit(0, 0, false, wall, new byte[0], new byte[0]);
    return criu.ended("restore", images, command, good);
  }

  private static boolean isRestored(Host host, String images) {
    return CriuCaller.log(host, images + "/" + CriuCaller.logFile("restore")).contains(RESTORED);
  }

  private static Exit killed(Host host, Running running, Command command) {
    host.kill(running.pid(), SIGKILL);
    var exit = running.await(command);
    return new Exit(exit.code(), exit.signal(), true, exit.wall(), exit.out(), exit.err());
  }
}
