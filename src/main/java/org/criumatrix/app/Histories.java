package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.record.Run;
import org.criumatrix.runs.History;

/** The history that the user selects. */
final class Histories {

  /** Values of {@code -Dmatrix.history} that mean the default folder. */
  private static final Set<String> DEFAULT_WORDS = Set.of("", "on", "true");

  private Histories() {}

  static History of(String place) {
    return new History(DEFAULT_WORDS.contains(place) ? defaultHistory() : Path.of(place));
  }

  private static Path defaultHistory() {
    return History.usual(
        System.getProperty("user.name"), LocalFolders.home(System.getenv()), System.getenv());
  }

  /** Returns the runs of the history that the user selects, the oldest first. */
  static List<Run> runs(String place) {
    try {
      return of(place).runs();
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  /** Adds a run to the history, and returns a line that describes where it is kept. */
  static String add(History history, Run run) {
    try {
      return history
          .add(run)
          .map(file -> run.place() + " is kept as " + file)
          .orElse("%s is in %s already".formatted(run.place(), history));
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.DISK, "%s cannot be written: %s".formatted(history, e.getMessage()), e);
    }
  }
}
