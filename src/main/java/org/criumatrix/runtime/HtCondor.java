package org.criumatrix.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostProcess;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/**
 * A pool of HTCondor's, of one node: a subject is a job of its container universe, which it starts
 * with apptainer.
 *
 * @param way who dumps and restores
 */
record HtCondor(Edition edition, Optional<Checkpointer> way)
    implements Editioned, Joined.Container {

  private static final String CONDOR = "991";
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration ROUND = Duration.ofMillis(50);

  private static final String MAKE =
      """
      set -e
      echo "condor:x:$0:$0::/var/lib/condor:/bin/false" >>/etc/passwd
      echo "condor:x:$0:" >>/etc/group
      for folder in /run/condor /run/condor/execute /run/lock/condor /var/log/condor /var/spool/condor /var/lib/condor; do
        install -d -o "$0" -g "$0" "$folder"
      done
      rm -rf /var/lock
      ln -s /run/lock /var/lock
      """;

  private static final String KEEP =
      """
      set -e
      [ ! -d "$1" ] || exit 0
      mkdir "$1"
      echo "$0" >"$1/path"
      cp -a "$0" "$1/scratch"
      """;

  @Override
  public Runtime by(String other) {
    return switch (other) {
      case "direct" -> new HtCondor(edition, Optional.of(new None()));
      case "joined" -> new HtCondor(edition, Optional.empty());
      default -> throw new IllegalArgumentException(name() + " has no way " + other);
    };
  }

  @Override
  public void prepare(Place place) {
    var host = place.host();
    Apptainer.makeLogin(host);
    host.must(Shells.script(MAKE, CONDOR));
    var seen = "SINGULARITY_BIND_EXPR = \"%s %s\"%n".formatted(host.home(), place.criu().folder());
    var text = ResourceText.beside(HtCondor.class, "pool.conf") + seen;
    host.write("/etc/condor/config.d/90-pool", text.getBytes(StandardCharsets.UTF_8), Mode.DATA);
    host.must(Command.of("condor_master"));
    var look = Command.of("condor_status", "-af", "Name");
    var slots = host.until(LIMIT, ROUND, () -> host.exec(look).stdout(), s -> !s.isBlank());
    if (slots.isBlank()) {
      throw new HostException("the pool has no slot within %d s".formatted(LIMIT.toSeconds()));
    }
    host.adopt();
  }

  @Override
  public Subject start(Place place, String subject, Workload workload, boolean terminal) {
    return place.launch(subject, terminal).startBy(workload, c -> submit(place, subject, c));
  }

  private static Started submit(Place place, String subject, Command program) {
    var host = place.host();
    var file = program.argv().get(0);
    var lead = place.workloads() + "/tools/lead";
    Sandbox.make(place, subject, List.of(file, lead), List.of());
    var arguments = new ArrayList<>(ApptainerUnaided.LATE);
    arguments.addAll(program.argv());
    var home = place.folder() + "/" + subject;
    var image = Sandbox.folder(place, subject);
    var text = new SubmitDescription(image, lead, arguments, program.env(), home).text();
    host.write(
        home + "/job.sub", text.getBytes(StandardCharsets.UTF_8), place.account().mode("0644"));
    var call = Command.of("condor_submit", "-terse", home + "/job.sub");
    host.must(place.account().runs(Apptainer.inHome(place, call)));
    return started(host, file);
  }

  /** Its output has arrived when the starter, which sends it, has ended. */
  private static Started started(Host host, String file) {
    var name = Apptainer.shortName(file);
    var found =
        host.until(LIMIT, ROUND, () -> named(host, name), p -> p.isPresent())
            .orElseThrow(() -> new HostException("the pool does not start the job"));
    var teller = named(host, "condor_starter").orElse(found);
    return new Started(found.pid(), teller.pid());
  }

  private static Optional<HostProcess> named(Host host, String name) {
    return host.processes().stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /**
   * The pool removes a job's folder with the job: what it has there is kept, for a container that
   * has it under the same path. A restored job stands on what was kept.
   */
  @Override
  public void keep(Place place, Subject subject) {
    var cwd = place.host().must(Command.of("readlink", "/proc/%d/cwd".formatted(subject.pid())));
    place.host().must(Shells.script(KEEP, cwd.stdout().strip(), kept(place, subject)));
  }

  private static String kept(Place place, Subject subject) {
    return place.folder() + "/kept-of-" + subject.name();
  }

  @Override
  public List<String> fresh(Place place, Subject subject) {
    var words =
        new ArrayList<>(List.of("apptainer", "--quiet", "exec", "--containall", "--underlay"));
    words.addAll(List.of("--add-caps", "CAP_CHECKPOINT_RESTORE"));
    var path = read(place.host(), kept(place, subject) + "/path");
    words.addAll(List.of("--bind", kept(place, subject) + "/scratch:" + path));
    for (var seen : List.of(place.host().home(), place.criu().folder().toString())) {
      words.addAll(List.of("--bind", seen));
    }
    words.add(Sandbox.folder(place, subject.name()));
    return words;
  }

  private static String read(Host host, String file) {
    return new String(host.read(file), StandardCharsets.UTF_8).strip();
  }

  private Checkpointer checkpointer() {
    return way.orElse(new Joined(this));
  }

  @Override
  public CriuCall dump(Place place, Subject subject, String images, List<String> options) {
    return checkpointer().dump(place, subject, images, options);
  }

  @Override
  public CriuCall restore(Place place, Subject subject, String images, List<String> options) {
    return checkpointer().restore(place, subject, images, options);
  }

  @Override
  public void release(Place place, Subject subject) {
    checkpointer().release(place, subject);
    var host = place.host();
    // It fails where there is none any more: what counts is the queue.
    host.exec(Command.of("condor_rm", "-all"));
    var look = Command.of("condor_q", "-allusers", "-af", "ClusterId");
    var left = host.until(LIMIT, ROUND, () -> host.must(look).stdout(), String::isBlank);
    if (!left.isBlank()) {
      throw new HostException("a job stays in the pool's queue: " + left.strip());
    }
  }
}
