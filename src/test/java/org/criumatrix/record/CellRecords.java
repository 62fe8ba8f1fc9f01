package org.criumatrix.record;

import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Verdict;

/** Records for the tests of this package. */
final class CellRecords {

  static final String CELL =
      "network/tcp-moved-server[criu=4.2.1,privilege=root,runtime=none,host=local]";

  private CellRecords() {}

  static CellRecord full(String error) {
    return new CellRecord(
        CELL,
        "network",
        "network/tcp-moved-server",
        "4.2.1",
        "root",
        "none",
        "local",
        "6.18.44",
        Verdict.FAILS,
        Phase.DUMP,
        error,
        "works",
        Judgement.REGRESSION,
        12.5,
        1.25,
        3.0,
        99.125,
        4096L,
        "evidence/network/tcp-moved-server/x",
        "why",
        "hint",
        Map.of("second-dump", "works"),
        List.of(new CellRecord.Command("criu dump -t 7", 0, 12.5)),
        Map.of("frozen_time", 1250L),
        List.of("a line of the kernel's"),
        "2026-11-22T15:31:07Z",
        1,
        null,
        Map.of());
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

  /** One that could not run: nearly nothing is known of it. */
  static CellRecord bare(String cell) {
    return judged(cell, "unavailable", "as expected", 1);
  }

  static CellRecord judged(String cell, String verdict, String judgement, int attempt) {
    return new CellRecord(
        cell,
        "row",
        "row/case",
        "4.2.1",
        "root",
        "none",
        "local",
        "6.1",
        Verdict.of(verdict),
        null,
        "no root",
        "works",
        Judgement.of(judgement),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        List.of(),
        Map.of(),
        List.of(),
        "2026-11-22T15:31:07Z",
        attempt,
        null,
        Map.of());
  }
}
