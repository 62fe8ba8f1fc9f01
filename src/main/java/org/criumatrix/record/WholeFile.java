package org.criumatrix.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file of a run that is replaced atomically. What a run leaves that is killed meanwhile has a
 * name that the next one writes to.
 */
public final class WholeFile {

  private WholeFile() {}

  /** Writes it, in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    var half = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(half, text);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
