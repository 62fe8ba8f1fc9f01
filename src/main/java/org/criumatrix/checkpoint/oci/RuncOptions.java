package org.criumatrix.checkpoint.oci;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/** Options that CRIU takes from a file of runc's when runc calls it; they win over runc's own. */
public final class RuncOptions {

  private static final String FOLDER = "/etc/criu";

  private RuncOptions() {}

  /**
   * For the next call: CRIU empties a log that is there already.
   *
   * @param log where CRIU writes it
   * @param more {@code tcp-established}
   */
  public static void write(Host host, String log, List<String> more) {
    var lines = new ArrayList<>(List.of("verbosity 4", "log-file " + log));
    lines.addAll(more);
    var text = String.join("\n", lines) + "\n";
    host.execChecked(Command.of("mkdir", "-p", FOLDER));
    host.write(FOLDER + "/runc.conf", text.getBytes(StandardCharsets.UTF_8), Mode.DATA);
  }
}
