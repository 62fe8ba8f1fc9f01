package org.criumatrix.dataset;

/** Cells by verdict. */
public record Tally(int works, int refuses, int fails, int unavailable, int broken) {

  /** Returns how many cells were tried. */
  public int tried() {
    return works + refuses + fails;
  }
}
