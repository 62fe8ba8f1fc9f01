package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.runs.CannotMerge;
import org.criumatrix.runs.Merge;

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

  /** Reads runs for one table: a version of CRIU has to be the same build in all of them. */
  static List<Run> readTogether(List<Path> places) {
    var runs = places.stream().map(RunFolders::read).toList();
    try {
      Merge.checkBuilds(runs);
    } catch (CannotMerge e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
    return runs;
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
