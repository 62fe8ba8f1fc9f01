package org.criumatrix.debian;

/**
 * The archive does not give a package, or it cannot be used; the message says why and what helps.
 */
public final class ArchiveException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String essence;
  private final boolean absent;

  public ArchiveException(String message) {
    this(message, message, null, false);
  }

  ArchiveException(String message, Throwable cause) {
    this(message, message, cause, false);
  }

  /**
   * @param essence what several failures have in common that differ in detail only
   * @param absent whether the archive was reached and has no such thing
   */
  ArchiveException(String essence, String message, Throwable cause, boolean absent) {
    super(message, cause);
    this.essence = essence;
    this.absent = absent;
  }

  public String essence() {
    return essence;
  }

  /** Whether the archive was reached and has no such thing: asking again soon would not help. */
  public boolean isAbsent() {
    return absent;
  }
}
