package org.criumatrix.matrix;

import java.util.Locale;

/** A dimension of the matrix. Its {@link #key} is its name in cell ids, options and matrix.csv. */
public enum Axis {
  CRIU,
  PRIVILEGE,
  RUNTIME,
  HOST;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** Returns the axis's name outside Java, such as {@code criu}. */
  public String key() {
    return key;
  }
}
