package org.criumatrix.source;

/** The clone cannot be used, or has no such commit; the message gives the reason and a remedy. */
final class SourceException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  SourceException(String message) {
    super(message);
  }

  SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
