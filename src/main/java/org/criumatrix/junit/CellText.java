package org.criumatrix.junit;

import java.nio.file.Path;
import org.criumatrix.record.CellRecord;

/** A cell's result in words. */
final class CellText {

  private CellText() {}

  /**
   * What differs from the expectation, and where to look.
   *
   * @param folder what the record's evidence is relative to
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
