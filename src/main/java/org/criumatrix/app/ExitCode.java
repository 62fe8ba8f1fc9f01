package org.criumatrix.app;

/** How a run can end; README.md lists them. */
enum ExitCode {
  /** Every cell is as expected. */
  AS_EXPECTED(0),
  /** A cell differs from what matrix.csv says, or is broken. */
  DIFFERS(1),
  /** An option or a glob cannot be used. */
  USAGE(2),
  /** A line of matrix.csv cannot be used. */
  MATRIX_FILE(3),
  /**
   * The machine lacks what no run can do without: a C compiler, a kernel with checkpoint/restore.
   */
  MACHINE(4),
  /** There is not one CRIU build: none in the cache, and none could be fetched. */
  NO_CRIU(5),
  /** The disk is full or not writable: records could not be written. */
  DISK(6),
  /** The suite itself failed. */
  INTERNAL(7);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
