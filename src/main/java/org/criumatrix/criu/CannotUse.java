package org.criumatrix.criu;

/** A suite, a package or a build is of no use now; the message says why and what helps. */
final class CannotUse extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean absent;

  CannotUse(String message) {
    this(message, null, false);
  }

  CannotUse(String message, Throwable cause) {
    this(message, cause, false);
  }

  private CannotUse(String message, Throwable cause, boolean absent) {
    super(message, cause);
    this.absent = absent;
  }

  /** The archive was reached and has no such thing. */
  static CannotUse absent(String message) {
    return new CannotUse(message, null, true);
  }

  /** Whether asking again soon would be no use. */
  boolean isAbsent() {
    return absent;
  }
}
