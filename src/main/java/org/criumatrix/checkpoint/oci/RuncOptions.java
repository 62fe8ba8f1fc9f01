package org.criumatrix.checkpoint.oci;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/**
 * Writes the options that CRIU reads from runc's file when runc calls it. They override runc's own.
 */
public final class RuncOptions {

  private static final String FOLDER = "/etc/criu";

  private RuncOptions() {}

  /**
   * Writes the file for the next call. CRIU empties an existing log.
   *
   * @param log the file that CRIU logs to
   * @param more further options, as {@code tcp-established}
   */
  public static void write(Host host, String log, List<String> more) {
    var lines = new ArrayList<>(List.of("verbosity 4", "log-file " + log));
    lines.addAll(more);
    var text = String.join("\n", lines) + "\n";
    host.execChecked(Command.of("mkdir", "-p", FOLDER));
    host.write(FOLDER + "/runc.conf", text.getBytes(StandardCharsets.UTF_8), Mode.DATA);
  }
}
