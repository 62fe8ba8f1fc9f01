package org.criumatrix.repository;

/** A clone cannot be used, or has no such commit; the message gives the reason and a remedy. */
final class RepositoryException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  RepositoryException(String message) {
    super(message);
  }

  RepositoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
