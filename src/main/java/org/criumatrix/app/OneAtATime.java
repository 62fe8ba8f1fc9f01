package org.criumatrix.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two runs from writing into one folder. The lock goes with the process, however that ends.
 */
final class OneAtATime {

  private OneAtATime() {}

  interface Run {
    ExitCode run() throws IOException;
  }

  /**
   * @throws Stop when another run has the folder
   * @throws IOException when the folder cannot be written
   */
  static ExitCode in(Path folder, Run run) throws IOException {
    Files.createDirectories(folder);
    var file = folder.resolve(".lock");
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        throw new CommandException(
            ExitCode.USAGE,
            "another run writes to %s; wait for it, or name another folder with -Dmatrix.folder"
                .formatted(folder));
      }
      return run.run();
    }
  }
}
