package org.criumatrix.program;

import java.util.List;
import java.util.Optional;

/**
 * A file that a run has left.
 *
 * @param size in bytes; -1: the run has removed it
 * @param sha256 of its content
 * @param lines its text; empty if it is large or no text
 */
public record FileContent(long size, String sha256, Optional<List<String>> lines) {

  /** A file that was there at the start and that the run has removed. */
  public static final FileContent REMOVED = new FileContent(-1, "", Optional.empty());

  /** Returns it in words. */
  String describe() {
    return size < 0 ? "removed" : "%d bytes, SHA-256 %.12s".formatted(size, sha256);
  }
}
