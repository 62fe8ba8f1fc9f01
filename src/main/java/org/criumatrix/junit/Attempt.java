package org.criumatrix.junit;

import org.criumatrix.matrix.Cell;

/**
 * A cell, to be run.
 *
 * @param number 1, or more where cells are repeated
 */
record Attempt(Cell cell, int number) {

  /** Where its logs go, below the run's folder. */
  String evidence() {
    return Evidences.folder(cell) + (number == 1 ? "" : ",attempt=" + number);
  }

  @Override
  public String toString() {
    return number == 1 ? cell.id() : cell.id() + " attempt " + number;
  }
}
