package org.criumatrix.checkpoint.apptainer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.external.ContainedProgram;
import org.criumatrix.checkpoint.external.NamespaceJoinCheckpointer;
import org.criumatrix.checkpoint.image.Sandbox;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/**
 * An apptainer job of an ordinary account that the account itself can dump and restore, see {@link
 * NamespaceJoinCheckpointer}.
 *
 * @param plain prepares the host
 */
record ApptainerUnaided(Apptainer plain) implements Runtime, NamespaceJoinCheckpointer.Container {

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
  public Subject start(
      RuntimeContext context, String subject, Workload workload, boolean terminal) {
    return context.launch(subject, terminal).startBy(workload, c -> run(context, subject, c));
  }

  private Started run(RuntimeContext context, String subject, Command program) {
    var file = program.argv().get(0);
    var lead = context.workloads() + "/tools/lead";
    Sandbox.make(context, subject, List.of(file, lead), List.of(program.cwd(), context.folder()));
    var args = command(context, subject, List.of("--pwd", program.cwd()));
    args.add(lead);
    args.addAll(NamespaceJoinCheckpointer.LEAD_OPTIONS);
    args.addAll(program.argv());
    var starter =
        context
            .host()
            .start(context.account().runsInLogin(context.inHome(program.withArgv(args))))
            .pid();
    var pid = ContainedProgram.pid(context.host(), starter, file);
    return new Started(pid, pid);
  }

  /**
   * Returns the command of a container. The job's container and the fresh one have the same mounts,
   * under the paths that the host has too. Apptainer adds no layer to the image: CRIU finds no name
   * for a file on an overlay file system.
   */
  private static ArrayList<String> command(
      RuntimeContext context, String subject, List<String> more) {
    var args = new ArrayList<>(List.of("apptainer", "--quiet", "exec", "--pid", "--underlay"));
    args.addAll(more);
    var criu = context.criu().folder();
    args.addAll(List.of("--bind", context.folder(), "--bind", criu + ":" + criu + ":ro"));
    args.add(Sandbox.folder(context, subject));
    return args;
  }

  @Override
  public List<String> freshContainer(RuntimeContext context, Subject subject) {
    return command(context, subject.name(), List.of("--add-caps", "CAP_CHECKPOINT_RESTORE"));
  }

  @Override
  public CriuCall dump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    return new NamespaceJoinCheckpointer(this).dump(context, subject, images, options);
  }

  @Override
  public CriuCall restore(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    return new NamespaceJoinCheckpointer(this).restore(context, subject, images, options);
  }
}
