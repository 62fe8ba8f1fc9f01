package org.criumatrix.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.criumatrix.host.Host;

/** Where CRIU writes the PID, as seen from outside, of the first process that it restored. */
public record PidFile(Host host, String path) {

  /** A new one: CRIU writes over none, and images may be restored from twice. */
  public static PidFile in(Host host, String images) {
    var path = images + "/restored.pid";
    host.remove(path);
    return new PidFile(host, path);
  }

  public List<String> options() {
    return List.of("--pidfile", path);
  }

  public int pid() {
    return Integer.parseInt(new String(host.read(path), StandardCharsets.UTF_8).strip());
  }
}
