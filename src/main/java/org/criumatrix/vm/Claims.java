package org.criumatrix.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.files.LockFile;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalCommand;

/**
 * Keeps folders of the cache that a run uses from being removed by another one. A claim ends with
 * the JVM, even if that is killed.
 */
final class Claims {

  private static final String FILE = "claim";
  private static final Duration REMOVAL = Duration.ofMinutes(1);

  /**
   * By folder. The kernel drops a process's locks on a file when the process closes it anywhere.
   */
  private static final Map<Path, LockFile> HELD = new HashMap<>();

  private Claims() {}

  /**
   * Claims a folder, together with other runs, and marks it as used now.
   *
   * @return false if there is no such folder, or it is being removed
   */
  static synchronized boolean claim(Path folder) throws IOException {
    if (HELD.containsKey(folder)) {
      if (Files.isDirectory(folder)) {
        return true;
      }
      release(folder);
    }
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try {
      var lock = LockFile.open(folder.resolve(FILE));
      if (lock.tryShare() && Files.exists(folder.resolve(FILE))) {
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
        HELD.put(folder, lock);
        return true;
      }
      lock.close();
      return false;
    } catch (NoSuchFileException e) {
      // It has just been removed.
      return false;
    }
  }

  static synchronized void release(Path folder) throws IOException {
    var held = HELD.remove(folder);
    if (held != null) {
      held.close();
    }
  }

  /**
   * Removes a folder unless a run, this one included, has a claim to it.
   *
   * @return whether it is gone
   */
  static synchronized boolean removeUnclaimed(Path folder) throws IOException {
    if (HELD.containsKey(folder)) {
      return false;
    }
    try (var lock = LockFile.open(folder.resolve(FILE))) {
      if (!lock.tryLock()) {
        return false;
      }
      // Renamed first: a folder is there as a whole, or not at all.
      var doomed = AtomicFile.draft(folder);
      remove(doomed);
      AtomicFile.publish(folder, doomed);
      remove(doomed);
    }
    return true;
  }

  /** Removes a folder to which nothing can have a claim. */
  static void remove(Path folder) {
    var argv = List.of("rm", "-rf", "--", folder.toString());
    var done = LocalCommand.run(REMOVAL, Map.of(), argv);
    if (!done.succeeded()) {
      throw new HostException(folder + " cannot be removed: " + done.stderr().strip());
    }
  }
}
