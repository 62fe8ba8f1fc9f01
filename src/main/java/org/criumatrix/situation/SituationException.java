package org.criumatrix.situation;

/** A file about situations cannot be used; the message names it and the situation. */
public final class SituationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  SituationException(String message, Throwable cause) {
    super(message, cause);
  }

  SituationException(String message) {
    this(message, null);
  }
}
