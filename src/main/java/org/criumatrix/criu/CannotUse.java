package org.criumatrix.criu;

/** A suite, a package or a build is of no use now; the message says why and what helps. */
final class CannotUse extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String essence;
  private final boolean absent;

  CannotUse(String message) {
    this(message, message, null, false);
  }

  CannotUse(String message, Throwable cause) {
    this(message, message, cause, false);
  }

  /**
   * @param essence what several failures have in common that differ in detail only
   * @param absent whether the archive was reached and has no such thing
   */
  CannotUse(String essence, String message, Throwable cause, boolean absent) {
    super(message, cause);
    this.essence = essence;
    this.absent = absent;
  }

  String essence() {
    return essence;
  }

  /** Whether asking again soon would be no use. */
  boolean isAbsent() {
    return absent;
  }
}
