package org.criumatrix.matrix;

/** A line of matrix.csv is invalid; the message names the file, the line and a remedy. */
public final class MatrixFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MatrixFileException(String file, long line, String problem) {
    super("%s:%d: %s".formatted(file, line, problem));
  }
}
