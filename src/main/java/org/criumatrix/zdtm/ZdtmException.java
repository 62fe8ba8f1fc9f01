package org.criumatrix.zdtm;

/** A source tree of CRIU cannot be used; the message says why, and what to give instead. */
public final class ZdtmException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  ZdtmException(String message, Throwable cause) {
    super(message, cause);
  }
}
