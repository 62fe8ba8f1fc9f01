package org.criumatrix.debian;

/** The archive lacks a package or cannot be used; the message gives the reason and a remedy. */
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
   * @param essence the common part of failures that differ only in detail
   * @param absent whether the archive answered and does not have the package
   */
  ArchiveException(String essence, String message, Throwable cause, boolean absent) {
    super(message, cause);
    this.essence = essence;
    this.absent = absent;
  }

  public String essence() {
    return essence;
  }

  /** Whether the archive answered and does not have the package, so that a retry would not help. */
  public boolean isAbsent() {
    return absent;
  }
}
