package org.criumatrix.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.record.CellRecord;

/**
 * The evidence of cells that are repeated: that of the first attempts at a cell is kept, and of
 * later ones only what is not as expected. Thousands of attempts would fill the disk with the same
 * logs.
 */
final class RepeatedEvidence {

  /** The attempts at a cell whose evidence is kept in any case. */
  static final int KEPT = 3;

  private RepeatedEvidence() {}

  /** Whether an attempt adds nothing but a number to what the first ones show. */
  static boolean isSpared(CellRecord record) {
    return record.attempt() > KEPT && !record.differs();
  }

  /**
   * Removes the evidence of a cell that is not kept.
   *
   * @param folder the run's folder
   */
  static void remove(CellRecord record, Path folder) {
    if (isSpared(record)) {
      try {
        LocalFolders.remove(folder.resolve(record.evidence().folder()));
      } catch (IOException e) {
        throw new UncheckedIOException("evidence cannot be removed: " + e.getMessage(), e);
      }
    }
  }
}
