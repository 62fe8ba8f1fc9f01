package org.criumatrix.app;

import java.nio.file.Path;
import org.criumatrix.setup.Native;

/** The folder of the suite itself. */
final class Checkout {

  private Checkout() {}

  /** Returns the current folder, or the one that the launcher sets. */
  static Path folder() {
    return Path.of(System.getProperty("suite.home", ""));
  }

  /**
   * Builds the suite's own programs, and returns their folder.
   *
   * @throws CommandException if they cannot be built
   */
  static Path programs() {
    var programs = folder().resolve(Path.of("target", "native")).toAbsolutePath();
    Native.build(folder().resolve("native"), programs)
        .ifPresent(
            problem -> {
              throw new CommandException(ExitCode.MACHINE, problem);
            });
    return programs;
  }
}
