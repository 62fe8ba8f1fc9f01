package org.criumatrix.app;

/** The run cannot continue: what is wrong and what helps, for the user. */
final class Stop extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  Stop(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  Stop(ExitCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  ExitCode code() {
    return code;
  }
}
