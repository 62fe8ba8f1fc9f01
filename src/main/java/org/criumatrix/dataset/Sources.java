package org.criumatrix.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.criumatrix.record.Run;

/** Finds runs in the places that a user names. */
public final class Sources {

  private static final String FILE = ".jsonl";
  private static final List<String> ARCHIVES = List.of(".tar.gz", ".tgz");

  /** A folder of machines, each with a folder of runs. */
  private static final int DEEPEST = 3;

  private final List<Source> found = new ArrayList<>();
  private final Consumer<IOException> refused;

  private Sources(Consumer<IOException> refused) {
    this.refused = refused;
  }

  /**
   * Returns the runs.
   *
   * @param places folders of runs, records, files of a history, archives of {@code submit} and
   *     {@code bundle}, and folders that have such
   * @param refused receives what is wrong with each one that cannot be used
   */
  public static List<Source> in(Collection<Path> places, Consumer<IOException> refused) {
    var sources = new Sources(refused);
    for (var place : places) {
      var before = sources.found.size();
      var isGood = sources.add(place, 0);
      if (isGood && sources.found.size() == before) {
        refused.accept(
            new IOException(
                ("%s has no run: it has neither a folder with %s nor a file *%s or *%s, up to"
                        + " %d folders deep")
                    .formatted(place, Run.RECORDS, FILE, ARCHIVES.get(0), DEEPEST)));
      }
    }
    return List.copyOf(sources.found);
  }

  /** Whether nothing below a place was refused. */
  private boolean add(Path place, int depth) {
    try {
      if (isArchive(place)) {
        found.add(Source.ofArchive(place));
      } else if (!Files.isDirectory(place) || isRun(place)) {
        found.add(Source.ofRun(place));
      } else if (depth <= DEEPEST) {
        return addAll(place, depth + 1);
      }
      return true;
    } catch (IOException e) {
      refused.accept(e);
      return false;
    }
  }

  private boolean addAll(Path folder, int depth) throws IOException {
    List<Path> inside;
    try (Stream<Path> all = Files.list(folder)) {
      inside = all.filter(Sources::mayHaveRuns).sorted().toList();
    }
    var areGood = true;
    for (var place : inside) {
      areGood &= add(place, depth);
    }
    return areGood;
  }

  private static boolean mayHaveRuns(Path place) {
    var name = place.getFileName().toString();
    return !name.startsWith(".")
        && (Files.isDirectory(place) || isArchive(place) || name.endsWith(FILE));
  }

  private static boolean isArchive(Path place) {
    return ARCHIVES.stream().anyMatch(place.toString()::endsWith) && !Files.isDirectory(place);
  }

  private static boolean isRun(Path folder) {
    return Run.FILES.stream().anyMatch(f -> Files.exists(folder.resolve(f)));
  }
}
