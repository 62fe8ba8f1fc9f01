package org.criumatrix.source;

/** A commit cannot be built, or a search has no use; the message gives the reason. */
final class SourceException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  SourceException(String message) {
    super(message);
  }

  SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
