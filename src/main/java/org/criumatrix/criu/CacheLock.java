package org.criumatrix.criu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.criumatrix.host.Await;

/**
 * Keeps runs apart that fetch into the same cache. The kernel drops it with the process that holds
 * it, however that ends.
 */
final class CacheLock {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final FileChannel channel;

  private CacheLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @throws CatalogException when another run still has it after that time
   */
  static CacheLock take(Path file, Duration limit) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      Await.until("the lock " + file, limit, PAUSE, () -> attempt(channel), Optional::isPresent)
          .orThrow(
              waited -> new CatalogException("another run is fetching CRIU builds: " + waited));
      return new CacheLock(channel);
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Optional<FileLock> attempt(FileChannel channel) {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // another thread of this very process has it
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() throws IOException {
    channel.close();
  }
}
