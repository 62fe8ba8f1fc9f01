package org.criumatrix.junit;

import org.criumatrix.matrix.Cell;

/** Names of evidence folders. */
final class EvidencePaths {

  private EvidencePaths() {}

  /** Below the run's folder; readable, and the same in every run. */
  static String folder(Cell cell) {
    return "evidence/" + cell.caseId() + "/" + name(cell.id().substring(cell.id().indexOf('[')));
  }

  /**
   * A text as a file's name: no separators and nothing that a shell or a link would read otherwise.
   */
  static String name(String text) {
    return text.replaceAll("[^A-Za-z0-9.,=+-]+", "_").replaceAll("^[_.-]+|_+$", "");
  }
}
