package org.criumatrix.junit;

import java.nio.file.Path;
import org.criumatrix.record.CellRecord;

/** Describes a cell's result. */
final class CellText {

  private CellText() {}

  /**
   * Describes how the result differs from the expectation, and names the evidence.
   *
   * @param folder the folder that evidence paths are relative to
   */
  static String difference(CellRecord r, Path folder) {
    return """
        %s: %s
          expected: %s
          seen:     %s
          evidence: %s"""
        .formatted(
            r.judgement().key(),
            r.id(),
            r.result().expected(),
            r.endingWithError(),
            folder.resolve(r.evidence().folder()));
  }
}
