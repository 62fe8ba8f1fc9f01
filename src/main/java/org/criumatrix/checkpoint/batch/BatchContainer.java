package org.criumatrix.checkpoint.batch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.batch.ContainerJobs;
import org.criumatrix.batch.ContainerJobs.ContainerJob;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.Shells;
import org.criumatrix.checkpoint.external.ContainedProgram;
import org.criumatrix.checkpoint.external.NamespaceJoinCheckpointer;
import org.criumatrix.checkpoint.image.Sandbox;
import org.criumatrix.checkpoint.packaged.DistroRuntime;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostProcess;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/**
 * A batch system of one node. A subject is one of its jobs in containers, which it starts with
 * apptainer.
 *
 * @param external dumps and restores; empty: the account itself, see {@link
 *     NamespaceJoinCheckpointer}
 */
public record BatchContainer(ContainerJobs jobs, Optional<Checkpointer> external)
    implements DistroRuntime, NamespaceJoinCheckpointer.Container {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  private static final String KEEP =
      """
      set -e
      [ ! -d "$1" ] || exit 0
      mkdir "$1"
      echo "$0" >"$1/path"
      cp -a "$0" "$1/scratch"
      """;

  @Override
  public Edition edition() {
    return jobs.edition();
  }

  /** Returns true: its root has an engine and LAMMPS. */
  @Override
  public boolean takesMinutesToPrepare() {
    return true;
  }

  @Override
  public Runtime by(String method) {
    return switch (method) {
      case "direct" -> new BatchContainer(jobs, Optional.of(new NoContainer()));
      case "joined" -> new BatchContainer(jobs, Optional.empty());
      default -> throw new IllegalArgumentException(name() + " has no checkpoint method " + method);
    };
  }

  @Override
  public void prepare(RuntimeContext context) {
    var seen = List.of(context.host().home(), context.criu().folder().toString());
    jobs.up(context.host(), seen);
  }

  @Override
  public Subject start(
      RuntimeContext context, String subject, Workload workload, boolean terminal) {
    return context.launch(subject, terminal).startBy(workload, c -> submit(context, subject, c));
  }

  private Started submit(RuntimeContext context, String subject, Command program) {
    var host = context.host();
    var file = program.argv().get(0);
    var lead = context.workloads() + "/tools/lead";
    Sandbox.make(context, subject, List.of(file, lead), List.of());
    var argv = new ArrayList<>(List.of(lead));
    argv.addAll(NamespaceJoinCheckpointer.LEAD_OPTIONS);
    argv.addAll(program.argv());
    var home = context.folder() + "/" + subject;
    var image = Sandbox.folder(context, subject);
    jobs.submit(host, context.account(), new ContainerJob(home, image, argv, program.env()));
    return started(host, file);
  }

  /**
   * Waits for the job's program. Its output has arrived when the starter, which sends it, has
   * ended.
   */
  private Started started(Host host, String file) {
    var name = ContainedProgram.processName(file);
    var found =
        host.await(
                "a job's process " + name,
                LIMIT,
                POLL_INTERVAL,
                () -> named(host, name),
                Optional::isPresent)
            .orThrow(HostException::new)
            .orElseThrow();
    var starter = named(host, jobs.starter()).orElse(found);
    return new Started(found.pid(), starter.pid());
  }

  private static Optional<HostProcess> named(Host host, String name) {
    return host.processes().stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /**
   * Copies the job's folder, which the batch system removes with the job. The fresh container has
   * the copy under the same path, and the restored job uses it.
   */
  @Override
  public void beforeKill(RuntimeContext context, Subject subject) {
    var cwd =
        context.host().execChecked(Command.of("readlink", "/proc/%d/cwd".formatted(subject.pid())));
    context
        .host()
        .execChecked(Shells.script(KEEP, cwd.stdout().strip(), keptFolder(context, subject)));
  }

  private static String keptFolder(RuntimeContext context, Subject subject) {
    return context.folder() + "/kept-of-" + subject.name();
  }

  @Override
  public List<String> freshContainer(RuntimeContext context, Subject subject) {
    var args =
        new ArrayList<>(List.of("apptainer", "--quiet", "exec", "--containall", "--underlay"));
    args.addAll(List.of("--add-caps", "CAP_CHECKPOINT_RESTORE"));
    var path = read(context.host(), keptFolder(context, subject) + "/path");
    args.addAll(List.of("--bind", keptFolder(context, subject) + "/scratch:" + path));
    for (var seen : List.of(context.host().home(), context.criu().folder().toString())) {
      args.addAll(List.of("--bind", seen));
    }
    args.add(Sandbox.folder(context, subject.name()));
    return args;
  }

  private static String read(Host host, String file) {
    return new String(host.read(file), StandardCharsets.UTF_8).strip();
  }

  private Checkpointer checkpointer() {
    return external.orElse(new NamespaceJoinCheckpointer(this));
  }

  @Override
  public CriuCall dump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    return checkpointer().dump(context, subject, images, options);
  }

  @Override
  public CriuCall restore(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    return checkpointer().restore(context, subject, images, options);
  }

  @Override
  public void release(RuntimeContext context, Subject subject) {
    checkpointer().release(context, subject);
    jobs.empty(context.host());
  }
}
