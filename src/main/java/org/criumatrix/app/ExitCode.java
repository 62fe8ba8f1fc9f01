package org.criumatrix.app;

/** The exit codes of all commands; README.md lists them. */
enum ExitCode {
  AS_EXPECTED(0, "as expected"),
  /** A cell differs from its expectation, or is broken. */
  DIFFERS(1, "something differs from what is expected, see above"),
  USAGE(2, "an option, a glob or a run cannot be used, see above"),
  MATRIX_FILE(3, "a line of matrix.csv cannot be used, see above"),
  /**
   * The machine lacks something that every run needs: a C compiler, or a kernel with
   * checkpoint/restore.
   */
  MACHINE(4, "the machine lacks something, see above"),
  /** The cache has no CRIU build, and none could be downloaded. */
  NO_CRIU(5, "there is no CRIU build"),
  /** The disk is full or read-only: records could not be written. */
  DISK(6, "something cannot be written, see above"),
  INTERNAL(7, "the suite itself failed, see above");

  private final int code;
  private final String summary;

  ExitCode(int code, String summary) {
    this.code = code;
    this.summary = summary;
  }

  int code() {
    return code;
  }

  /** Returns the code and its meaning, for readers who see only the end of the output. */
  String describe() {
    return "exit code %d: %s".formatted(code, summary);
  }
}
