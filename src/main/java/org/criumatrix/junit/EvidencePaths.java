package org.criumatrix.junit;

import org.criumatrix.matrix.Cell;

/** Names of evidence folders. */
final class EvidencePaths {

  private EvidencePaths() {}

  /** Returns the folder of a cell below the run's folder: readable, and the same in every run. */
  static String folder(Cell cell) {
    return "evidence/" + cell.caseId() + "/" + name(cell.id().substring(cell.id().indexOf('[')));
  }

  /**
   * Turns a text into a file name without separators and characters that are special to shells or
   * links.
   */
  static String name(String text) {
    return text.replaceAll("[^A-Za-z0-9.,=+-]+", "_").replaceAll("^[_.-]+|_+$", "");
  }
}
