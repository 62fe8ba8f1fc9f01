package org.criumatrix.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.matrix.Sha256;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;

/**
 * Runs that are kept: one file each, JSON lines, the provenance first. A file is written completely
 * or not at all, and never changed. Its name contains a checksum of its content.
 */
public final class History {

  private static final String ENDING = ".jsonl";
  private static final int DIGITS = 8;

  private static final Comparator<Run> OLDEST_FIRST =
      Comparator.<Run, Instant>comparing(run -> Instant.parse(info(run).started()))
          .thenComparing(run -> info(run).ended(), Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(run -> info(run).cellsRecorded());

  private final Path folder;

  public History(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the default folder of the history, chosen by the same rule as the cache.
   *
   * @param environment {@code XDG_DATA_HOME} is used for ordinary accounts
   */
  public static Path usual(String user, Path home, Map<String, String> environment) {
    if (user.equals("root")) {
      return Path.of("/var/lib/criu-matrix/history");
    }
    return Optional.ofNullable(environment.get("XDG_DATA_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElse(home.resolve(".local").resolve("share"))
        .resolve("criu-matrix")
        .resolve("history");
  }

  /**
   * Keeps a run.
   *
   * @return the run's file; empty if the history has the run already
   * @throws IllegalArgumentException if the run has no provenance
   * @throws IOException if it cannot be written
   */
  public Optional<Path> add(Run run) throws IOException {
    var info =
        run.info()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        run.place()
                            + " has no run.json, so its provenance is unknown; -Dresume completes it"));
    var text = run.asOneText();
    var began = info.started().replaceAll("[^0-9TZ]", "");
    var name = began + "-" + Sha256.of(text).substring(0, DIGITS) + ENDING;
    var file = folder.resolve(name);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Files.createDirectories(folder);
    var half = Files.createTempFile(folder, name, ".new");
    try {
      Files.writeString(half, text);
      Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("r--r--r--"));
      // A link instead of a move: a move would replace a file that another process has just added.
      Files.createLink(file, half);
    } finally {
      Files.delete(half);
    }
    return Optional.of(file);
  }

  private static RunInfo info(Run run) {
    return run.info().orElseThrow();
  }

  public Path folder() {
    return folder;
  }

  /** Returns all runs, the oldest first. A run that was cut off precedes its resumed copy. */
  public List<Run> runs() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files;
    try (var all = Files.list(folder)) {
      files = all.filter(f -> f.toString().endsWith(ENDING)).sorted().toList();
    }
    var runs = new ArrayList<Run>();
    for (var file : files) {
      var run = Run.read(file);
      if (run.info().isEmpty()) {
        throw new IOException(
            file + " does not belong to this history: it does not begin with a run's provenance");
      }
      runs.add(run);
    }
    return runs.stream().sorted(OLDEST_FIRST).toList();
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
