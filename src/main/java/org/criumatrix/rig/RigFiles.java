package org.criumatrix.rig;

import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/** A folder on the cell's host, for scenarios that move files away and back. */
public final class RigFiles {

  private final Host host;
  private final String folder;

  RigFiles(Host host, String folder) {
    this.host = host;
    this.folder = folder;
  }

  /** Moves a file or folder; both names are relative to this folder. */
  public void move(String from, String to) {
    host.execChecked(Command.of("mv", "--", folder + "/" + from, folder + "/" + to));
  }

  /**
   * Makes a symbolic link at {@code name} that leads to {@code target}; both relative to this
   * folder.
   */
  public void link(String name, String target) {
    host.execChecked(Command.of("ln", "-s", "--", folder + "/" + target, folder + "/" + name));
  }

  /** Removes a link that {@link #link} made. */
  public void unlink(String name) {
    host.execChecked(Command.of("rm", "--", folder + "/" + name));
  }
}
