package org.criumatrix.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.criumatrix.host.Host;

/**
 * The file to which CRIU writes the PID, as the host sees it, of the first process that it
 * restored.
 */
public record PidFile(Host host, String path) {

  /**
   * Returns a PID file that does not exist yet. CRIU overwrites none, and the same images may be
   * restored twice.
   */
  public static PidFile in(Host host, String images) {
    var path = images + "/restored.pid";
    host.remove(path);
    return new PidFile(host, path);
  }

  /** Returns CRIU's options for this file. */
  public List<String> options() {
    return List.of("--pidfile", path);
  }

  /** Reads the PID. */
  public int pid() {
    return Integer.parseInt(new String(host.read(path), StandardCharsets.UTF_8).strip());
  }
}
