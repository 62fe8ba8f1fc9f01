package org.criumatrix.matrix;

/**
 * One dimension of the matrix; its {@link #key} is the word used in cell ids, options and
 * matrix.csv.
 */
public enum Axis {
  CRIU,
  PRIVILEGE,
  RUNTIME,
  HOST;

  /** The axis as it is written everywhere outside Java: {@code criu}. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
