package org.criumatrix.vm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.criumatrix.files.LockFile;
import org.criumatrix.host.Await;
import org.criumatrix.host.HostException;

/** A folder on a disk for what the machines of one run write. It ends with the run. */
final class Scratch implements AutoCloseable {

  private static final String PREFIX = "run-";
  private static final Duration LOCK = Duration.ofMinutes(2);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private final Path machines;
  private Path folder;

  /**
   * @param machines the folder of all runs
   */
  Scratch(Path machines) {
    this.machines = machines;
  }

  /** Returns the folder. The first call makes it, and removes those of runs that were killed. */
  synchronized Path folder() {
    try {
      if (folder == null) {
        folder = make();
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(machines + " cannot be written", e);
    }
  }

  private Path make() throws IOException {
    Files.createDirectories(machines);
    // A new folder must not look like that of a killed run before it is claimed.
    try (var lock = LockFile.open(machines.resolve("lock"))) {
      Await.until("the lock of " + machines, LOCK, POLL_INTERVAL, lock::tryLock, held -> held)
          .orThrow(HostException::new);
      try (var others = Files.newDirectoryStream(machines, PREFIX + "*")) {
        for (var other : others) {
          Claims.removeUnclaimed(other);
        }
      }
      var made = Files.createTempDirectory(machines, PREFIX);
      Claims.claim(made);
      return made;
    }
  }

  @Override
  public synchronized void close() {
    if (folder == null) {
      return;
    }
    try {
      Claims.remove(folder);
      Claims.release(folder);
      folder = null;
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be removed", e);
    }
  }
}
