package org.criumatrix.criu;

import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.criumatrix.debian.ArchiveException;
import org.criumatrix.debian.ToolError;

/** A build cannot be made or used; the message gives the reason and a remedy. */
final class CatalogException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String essence;

  CatalogException(String message) {
    this(message, message, null);
  }

  CatalogException(String message, Throwable cause) {
    this(message, message, cause);
  }

  private CatalogException(String essence, String message, Throwable cause) {
    super(message, cause);
    this.essence = essence;
  }

  /** Wraps an exception about the archive, files or programs. */
  static CatalogException from(Exception e) {
    if (e instanceof CatalogException already) {
      return already;
    }
    if (e instanceof ArchiveException archive) {
      return of(archive, e);
    }
    var cause = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e;
    // The message of most of these is only the file's name; the kind is in the class name.
    var message =
        cause instanceof FileSystemException file && file.getReason() == null
            ? cause.getClass().getSimpleName().replace("Exception", "") + ": " + file.getFile()
            : String.valueOf(e.getMessage());
    return of(ToolError.ofAny(message).toException(), e);
  }

  private static CatalogException of(ArchiveException archive, Exception cause) {
    return new CatalogException(archive.essence(), archive.getMessage(), cause);
  }

  /** Returns the part of the message that is the same for similar failures. */
  String essence() {
    return essence;
  }
}
