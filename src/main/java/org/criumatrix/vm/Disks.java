package org.criumatrix.vm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalCommand;

/**
 * Images of folders of this machine, which machines mount: workloads, CRIU builds, distributions.
 */
class Disks {

  /** A distribution's root has some gigabytes. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** $1 the folder, $2 the image: as large as its content, rounded up, and without a journal. */
  private static final String MAKE =
      """
      set -eu
      files=$(find "$1" | wc -l)
      truncate -s $(($(du -sk --apparent-size "$1" | cut -f1) * 5 / 4 + files * 4 + 4096))K "$2"
      exec mke2fs -q -F -t ext4 -m 0 -N $((files + 64)) \
        -O ^has_journal,^metadata_csum_seed,^orphan_file -d "$1" "$2"
      """;

  private final Scratch scratch;
  private final Map<Path, Path> made = new TreeMap<>();

  Disks(Scratch scratch) {
    this.scratch = scratch;
  }

  /** Returns the image of a folder, which must not change during the run. */
  synchronized Path of(Path what) {
    try {
      return made.computeIfAbsent(what.toRealPath(), this::make);
    } catch (IOException e) {
      throw new UncheckedIOException(what + " is not readable", e);
    }
  }

  private Path make(Path what) {
    var image = scratch.folder().resolve("disk-" + made.size());
    var argv = List.of("sh", "-c", MAKE, "disk", what.toString(), image.toString());
    var done = LocalCommand.run(LIMIT, Map.of(), argv);
    if (!done.succeeded()) {
      throw new HostException("no disk can be made of " + what + ": " + done.stderr().strip());
    }
    return image;
  }
}
