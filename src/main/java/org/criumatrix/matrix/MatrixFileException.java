package org.criumatrix.matrix;

/** A line of matrix.csv cannot be used; the message names file, line and remedy. */
public final class MatrixFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MatrixFileException(String file, long line, String problem) {
    super("%s:%d: %s".formatted(file, line, problem));
  }
}
