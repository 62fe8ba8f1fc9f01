package org.criumatrix.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Replaces files atomically: a reader sees the old content or the new one, never a part. A draft
 * that a killed process left behind is overwritten by the next one.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /** Returns the draft for the new content of a file: next to it, on the same file system. */
  public static Path draft(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  /** Replaces a file by a text in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    var draft = draft(file);
    Files.writeString(draft, text);
    publish(draft, file);
  }

  /** Gives a finished draft its name. A folder can only replace an empty folder. */
  public static void publish(Path draft, Path file) throws IOException {
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
