package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.record.Run;
import org.criumatrix.runs.History;

/** Reads runs that a user names one by one, or by the folder that has them. */
final class RunPlaces {

  private RunPlaces() {}

  /**
   * Returns the runs.
   *
   * @param places run folders, records, files of a history, or folders that have some of these
   * @throws CommandException if one of them is no run and has none
   */
  static List<Run> read(List<Path> places) {
    return places.stream().flatMap(p -> read(p).stream()).toList();
  }

  private static List<Run> read(Path place) {
    try {
      if (!Files.isDirectory(place) || isRun(place)) {
        return List.of(RunFolders.read(place));
      }
      var runs = new ArrayList<>(new History(place).runs());
      for (var folder : folders(place)) {
        runs.add(RunFolders.read(folder));
      }
      // What is wrong with the place is what is wrong with a run's folder.
      return runs.isEmpty() ? List.of(RunFolders.read(place)) : List.copyOf(runs);
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private static boolean isRun(Path folder) {
    return Run.FILES.stream().anyMatch(f -> Files.exists(folder.resolve(f)));
  }

  private static List<Path> folders(Path place) throws IOException {
    try (var inside = Files.list(place)) {
      return inside.filter(RunPlaces::isRun).sorted().toList();
    }
  }
}
