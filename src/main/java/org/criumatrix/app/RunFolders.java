package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;

/** Runs that the user names, and files that the user wants; what is wrong with them, in words. */
final class RunFolders {

  private RunFolders() {}

  static Run read(Path place) {
    try {
      return Run.read(place);
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  /** What the run says of itself. */
  static RunInfo info(Run run) {
    return run.info()
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.USAGE,
                    "%s has no run.json: it was cut off before it could say what it was; -Dresume ends it"
                        .formatted(run.place())));
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandException(ExitCode.DISK, "%s cannot be written: %s".formatted(file, e), e);
    }
  }
}
