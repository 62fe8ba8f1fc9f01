package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.record.Run;
import org.criumatrix.runs.History;

/** Where runs are kept, as the user says it. */
final class Histories {

  /** {@code -Dmatrix.history} names no folder, and means the usual one. */
  private static final Set<String> USUAL = Set.of("", "on", "true");

  private Histories() {}

  static History of(String place) {
    return new History(USUAL.contains(place) ? usual() : Path.of(place));
  }

  private static Path usual() {
    return History.usual(
        System.getProperty("user.name"), LocalFolders.home(System.getenv()), System.getenv());
  }

  /** Keeps a run, and says where. */
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
          ExitCode.DISK, "%s takes nothing: %s".formatted(history, e.getMessage()), e);
    }
  }
}
