package org.criumatrix.host;

/** The host, or the way to it, failed: never CRIU's fault nor the workload's. */
public final class HostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public HostException(String message) {
    super(message);
  }

  public HostException(String message, Throwable cause) {
    super(message, cause);
  }
}
