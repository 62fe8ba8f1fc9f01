package org.criumatrix.matrix;

/** A dimension of the matrix. Its {@link #key} is its name in cell ids, options and matrix.csv. */
public enum Axis {
  CRIU,
  PRIVILEGE,
  RUNTIME,
  HOST;

  /** Returns the axis's name outside Java, such as {@code criu}. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
