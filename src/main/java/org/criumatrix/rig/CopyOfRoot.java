package org.criumatrix.rig;

import java.util.List;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.checkpoint.Shells;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * A second place where the host's root is mounted, in which CRIU restores a mount namespace of a
 * program that has no other root: without {@code --root} it would unmount what it finds.
 *
 * <p>The host's {@code /run}, which has the program's files, is left out of the images.
 */
record CopyOfRoot(Host host, String path) {

  static final List<String> DUMP_OPTIONS = List.of("--external", "mnt[/run]:run");

  private static final String MOUNT =
      "mkdir -p \"$0\" && mount --rbind / \"$0\" && mount --make-rprivate \"$0\"";

  /** Mounts it until the cell's resources are released. */
  static CopyOfRoot make(CellEnvironment environment) {
    var context = environment.first();
    var copy = new CopyOfRoot(context.host(), context.folder() + "/root");
    context.host().execChecked(Shells.script(MOUNT, copy.path()));
    environment.whenReleased(copy::unmount);
    return copy;
  }

  List<String> restoreOptions() {
    return List.of("--root", path, "--external", "mnt[run]:/run");
  }

  private void unmount() {
    host.execChecked(Command.of("umount", "--lazy", path));
  }
}
