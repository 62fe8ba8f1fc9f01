package org.criumatrix.record;

import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;

/** Records for the tests of this package. */
final class CellRecords {

  private CellRecords() {}

  static CellRecord full(String error) {
    var id = CaseId.parse("network/tcp-moved-server");
    return SampleCell.detailed(Cell.of(id, "4.2.1", "root", "none", "local"))
        .took(12.5, 1.25, 3, 4096)
        .kernelLog("a line of the kernel's")
        .judged(Judgement.REGRESSION)
        .expected("works")
        .why("why")
        .fails("dump", error);
  }

  static RunInfo run(String suite, int cells) {
    return new RunInfo(
        suite,
        "2026-11-22T15:30:00Z",
        "2026-11-22T15:41:12Z",
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        cells,
        cells,
        "00ff");
  }

  /** A record of an unavailable cell: nearly nothing is known of it. */
  static CellRecord bare(String caseId) {
    return SampleCell.of(caseId).unavailable("no root");
  }
}
