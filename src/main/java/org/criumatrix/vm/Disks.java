package org.criumatrix.vm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalCommand;

/** Images of folders of this machine, which machines mount: workloads, CRIU builds, distributions. */
final class Disks implements AutoCloseable {

  /** A distribution's root has some gigabytes. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private static final String NAME = "disk-%d-%d";

  /** $1 the folder, $2 the image: as large as its content, rounded up, and without a journal. */
  private static final String MAKE =
      """
      set -eu
      files=$(find "$1" | wc -l)
      truncate -s $(($(du -sk --apparent-size "$1" | cut -f1) * 5 / 4 + files * 4 + 4096))K "$2"
      exec mke2fs -q -F -t ext4 -m 0 -N $((files + 64)) \
        -O ^has_journal,^metadata_csum_seed,^orphan_file -d "$1" "$2"
      """;

  private final Path folder;
  private final Map<Path, Path> made = new TreeMap<>();

  /**
   * @param folder for the images; those that a killed run left there are removed
   */
  Disks(Path folder) {
    this.folder = folder;
  }

  /** Returns the image of a folder, which must not change during the run. */
  synchronized Path of(Path what) {
    return made.computeIfAbsent(what, this::make);
  }

  private Path make(Path what) {
    try {
      Files.createDirectories(folder);
      clearLeftovers();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written", e);
    }
    var image = folder.resolve(NAME.formatted(ProcessHandle.current().pid(), made.size()));
    var argv = List.of("sh", "-c", MAKE, "disk", what.toString(), image.toString());
    var done = LocalCommand.run(LIMIT, Map.of(), argv);
    if (!done.succeeded()) {
      throw new HostException("no disk can be made of " + what + ": " + done.stderr().strip());
    }
    return image;
  }

  private void clearLeftovers() throws IOException {
    try (var all = Files.newDirectoryStream(folder, "disk-*-*")) {
      for (var image : all) {
        var owner = Long.parseLong(image.getFileName().toString().split("-")[1]);
        if (ProcessHandle.of(owner).isEmpty()) {
          Files.deleteIfExists(image);
        }
      }
    }
  }

  @Override
  public synchronized void close() {
    for (var image : made.values()) {
      try {
        Files.deleteIfExists(image);
      } catch (IOException e) {
        throw new UncheckedIOException(image + " cannot be removed", e);
      }
    }
    made.clear();
  }
}
