package org.criumatrix.junit;

import org.criumatrix.record.CellRecord;

/** A cell's result in words. */
final class Told {

  private Told() {}

  /** {@code works}, {@code fails at dump: TEXT}. */
  static String seen(CellRecord r) {
    return r.verdict()
        + (r.phase() == null ? "" : " at " + r.phase())
        + (r.error() == null ? "" : ": " + r.error());
  }

  /** What differs from the expectation, and where to look. */
  static String difference(CellRecord r) {
    return """
        %s: %s
          expected: %s
          seen:     %s
          evidence: %s"""
        .formatted(r.judgement(), r.cell(), r.expected(), seen(r), r.evidence());
  }
}
