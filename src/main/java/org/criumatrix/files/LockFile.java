package org.criumatrix.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets only one process at a time write to a place. The kernel releases the lock when the process
 * that holds it ends, in any way.
 */
public final class LockFile implements Closeable {

  private final FileChannel channel;

  private LockFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens a file, which is created if missing, without locking it. */
  public static LockFile open(Path file) throws IOException {
    return new LockFile(
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /**
   * Takes the lock if it is free.
   *
   * @return whether it is held now; false if another process or thread holds it
   */
  public boolean tryLock() throws IOException {
    return tryLock(false);
  }

  /** Takes the lock together with others that share it, unless a process holds it alone. */
  public boolean tryShare() throws IOException {
    return tryLock(true);
  }

  private boolean tryLock(boolean shared) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
    } catch (OverlappingFileLockException e) {
      // Another thread of this process holds it.
      return false;
    }
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
