package org.criumatrix.debian;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.criumatrix.matrix.Sha256;

/** Checksums as Debian's package lists write them. */
public final class Checksum {

  private Checksum() {}

  public static String sha256(Path file) {
    try {
      return Sha256.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
