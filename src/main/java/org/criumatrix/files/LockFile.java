package org.criumatrix.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps processes apart that write to the same place. The kernel drops the lock with the process
 * that holds it, however that ends.
 */
public final class LockFile implements Closeable {

  private final FileChannel channel;

  private LockFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens a file, made if it is missing, without taking its lock. */
  public static LockFile open(Path file) throws IOException {
    return new LockFile(
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /**
   * Takes the lock if it is free.
   *
   * @return whether it is held now; false when another process or thread has it
   */
  public boolean tryLock() throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it.
      return false;
    }
  }

  /** Drops the lock. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
