package org.criumatrix.host;

/** The host, or the connection to it, failed; never the fault of CRIU or a workload. */
public final class HostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public HostException(String message) {
    super(message);
  }

  public HostException(String message, Throwable cause) {
    super(message, cause);
  }
}
