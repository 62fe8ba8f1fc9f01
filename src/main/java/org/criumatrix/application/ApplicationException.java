package org.criumatrix.application;

/** A file about an application cannot be used; the message names it. */
public final class ApplicationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  ApplicationException(String message, Throwable cause) {
    super(message, cause);
  }
}
