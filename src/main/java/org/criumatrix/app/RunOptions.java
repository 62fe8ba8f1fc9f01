package org.criumatrix.app;

import java.util.Map;
import org.criumatrix.junit.Settings;

/** Options of a run that stand on the command line of a command. */
final class RunOptions {

  private RunOptions() {}

  /**
   * Sets them as Maven would; one that it would take for a property of somebody else's is named.
   */
  static void set(Map<String, String> options) {
    for (var name : options.keySet()) {
      if (!Settings.names().contains(name)) {
        throw new CommandException(
            ExitCode.USAGE,
            "there is no -D%s; ./criu-matrix run -Dmatrix.help lists all".formatted(name));
      }
    }
    options.forEach(System::setProperty);
  }
}
