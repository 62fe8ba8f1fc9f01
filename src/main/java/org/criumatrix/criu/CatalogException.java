package org.criumatrix.criu;

import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/** A suite, a package or a build is of no use now; the message says why and what helps. */
final class CatalogException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String essence;
  private final boolean absent;

  CatalogException(String message) {
    this(message, message, null, false);
  }

  CatalogException(String message, Throwable cause) {
    this(message, message, cause, false);
  }

  /** The same of an exception that is about files or programs. */
  static CatalogException from(Exception e) {
    if (e instanceof CatalogException already) {
      return already;
    }
    var cause = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e;
    // Java says of most of these no more than the file's name; the kind is in the class's.
    var message =
        cause instanceof FileSystemException file && file.getReason() == null
            ? cause.getClass().getSimpleName().replace("Exception", "") + ": " + file.getFile()
            : String.valueOf(e.getMessage());
    return ToolError.ofAny(message).toException();
  }

  /**
   * @param essence what several failures have in common that differ in detail only
   * @param absent whether the archive was reached and has no such thing
   */
  CatalogException(String essence, String message, Throwable cause, boolean absent) {
    super(message, cause);
    this.essence = essence;
    this.absent = absent;
  }

  String essence() {
    return essence;
  }

  /** Whether asking again soon would be no use. */
  boolean isAbsent() {
    return absent;
  }
}
