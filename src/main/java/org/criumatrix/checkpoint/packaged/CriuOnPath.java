package org.criumatrix.checkpoint.packaged;

import java.util.Map;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/** Puts the cell's CRIU first on the PATH of engines, so that they call it. */
public final class CriuOnPath {

  private CriuOnPath() {}

  public static void link(RuntimeContext context) {
    var host = context.host();
    host.mkdir(folder(host), Mode.PUBLIC);
    var criu = context.criu().prepared().program();
    host.execChecked(Command.of("ln", "-s", criu, folder(host) + "/criu"));
  }

  private static String folder(Host host) {
    return host.home() + "/bin";
  }

  public static Map<String, String> env(Host host) {
    var path = folder(host) + ":/usr/sbin:/usr/bin:/sbin:/bin";
    return Map.of("PATH", path, "HOME", "/root", "PODMAN_IGNORE_CGROUPSV1_WARNING", "1");
  }
}
