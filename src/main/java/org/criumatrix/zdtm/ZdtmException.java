package org.criumatrix.zdtm;

/** A commit of CRIU has no tests that can be used; the message says why. */
final class ZdtmException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  ZdtmException(String message) {
    super(message);
  }
}
