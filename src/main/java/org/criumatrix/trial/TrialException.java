package org.criumatrix.trial;

/** Nothing can be said of a program; the message gives the reason and what to do. */
public final class TrialException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TrialException(String message) {
    super(message);
  }
}
