package org.criumatrix.checkpoint.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.Shells;
import org.criumatrix.checkpoint.oci.Oci;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.workload.Subject;

/**
 * Podman with archives as checkpoints: a dump exports the container to an archive, and a restore
 * makes a new container of it, as on another machine.
 */
final class PodmanExport extends Podman {

  private static final String FOLDER = "/var/lib/containers/exported/";

  PodmanExport(Edition edition, Oci oci) {
    super(edition, oci, Optional.empty());
  }

  @Override
  void beforeRun(Host host, String container) {
    host.execChecked(Command.of("mkdir", "-p", FOLDER + container));
  }

  @Override
  public void release(RuntimeContext context, Subject subject) {
    super.release(context, subject);
    context.host().execChecked(Command.of("rm", "-rf", FOLDER));
  }

  @Override
  List<String> checkpoint(String container, String checkpoint, List<String> options) {
    var args = new ArrayList<>(call("checkpoint", "--export", container));
    args.addAll(List.of("--compress", "none"));
    args.addAll(options);
    args.add(container);
    return args;
  }

  @Override
  List<String> restore(String container, String checkpoint, List<String> options) {
    var args = new ArrayList<>(call("restore", "--import", container));
    args.addAll(options);
    return args;
  }

  private static List<String> call(String what, String how, String container) {
    return List.of("container", what, how, archive(container));
  }

  private static String archive(String container) {
    return FOLDER + container + "/checkpoint.tar";
  }

  /** Counts the lines of the log in the archive. */
  @Override
  LoggedLines loggedLines(RuntimeContext context, String container) {
    var count = Shells.script("tar -xOf \"$0\" ctr.log | wc -l", archive(container));
    return new LoggedLines(Integer.parseInt(context.host().execChecked(count).stdout().strip()), 0);
  }

  @Override
  void clearForRestore(RuntimeContext context, String container) {
    execChecked(context.host(), List.of("rm", "--force", container));
  }

  @Override
  String imagesFolder(String container, String id, String checkpoint) {
    return FOLDER + container;
  }
}
