package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;

/** Reads runs and writes files that the user names, and reports errors in them. */
final class RunFolders {

  private RunFolders() {}

  static Run read(Path place) {
    try {
      return Run.read(place);
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  /** Returns the provenance of a run. */
  static RunInfo info(Run run) {
    return run.info()
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.USAGE,
                    "%s has no run.json: it was cut off too early; complete it with -Dresume"
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
