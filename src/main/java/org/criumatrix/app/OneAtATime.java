package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.criumatrix.files.LockFile;

/** Prevents two runs from writing to the same folder. */
final class OneAtATime {

  private OneAtATime() {}

  interface Run {
    ExitCode run() throws IOException;
  }

  /**
   * @throws CommandException if another run uses the folder
   * @throws IOException if the folder cannot be written
   */
  static ExitCode in(Path folder, Run run) throws IOException {
    Files.createDirectories(folder);
    try (var lock = LockFile.open(folder.resolve(".lock"))) {
      if (!lock.tryLock()) {
        throw new CommandException(
            ExitCode.USAGE,
            "another run writes to %s; wait for it, or name another folder with -Dmatrix.folder"
                .formatted(folder));
      }
      return run.run();
    }
  }
}
