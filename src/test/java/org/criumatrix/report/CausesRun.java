package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;

/**
 * Twelve cases with three builds. The kernel decides what 3.17.1 does, 4.1.1 has a cause that is on
 * record for some cells only, and of 4.3 one cell fails. Nothing can be run with sudo.
 */
final class CausesRun {

  static final int CASES = 12;

  static final Cause MAPPING =
      new Cause("Linux put a mapping in between", "none known", "8ee2eba47", "4.1", ">=6.13");

  static final Cause CREDENTIALS =
      new Cause(
          "Linux answers SO_PASSCRED for unix sockets alone",
          null,
          "https://github.com/checkpoint-restore/criu/issues/2811",
          "4.2",
          ">=6.16");

  static final Cause CONNECTION =
      new Cause(
          "CRIU keeps a connection only if asked", "--tcp-established (network/c-2)", null, null);

  private static final String OPTION = "Error (criu/sockets.c:541): Can't get 1:16 opt";

  private CausesRun() {}

  static SampleCell cell(int number, String criu, String privilege) {
    return SampleCell.of("network/c-" + number).criu(criu).privilege(privilege);
  }

  static List<CellRecord> records() {
    var records = new ArrayList<CellRecord>();
    for (var i = 1; i <= CASES; i++) {
      records.add(
          cell(i, "3.17.1", "root")
              .cause(MAPPING)
              .expected("fails at dump: bounds")
              .fails("dump", "Error (criu/vdso.c:%d): bounds".formatted(i)));
      records.add(older(i));
      records.add(newest(i));
      for (var criu : List.of("3.17.1", "4.1.1", "4.3")) {
        records.add(
            cell(i, criu, "sudo")
                .unavailable("sudo is not there: /opt/tools-%d/sudo".formatted(i)));
      }
    }
    return records;
  }

  /**
   * Three fail as on record, two otherwise in the same way, and one works although it is on record.
   */
  private static CellRecord older(int i) {
    var cell = cell(i, "4.1.1", "root");
    if (i <= 3) {
      return cell.cause(CREDENTIALS)
          .expected("fails at dump: Can't get 1:16 opt")
          .fails("dump", OPTION);
    }
    if (i <= 5) {
      return cell.judged(Judgement.REGRESSION).expected("works").fails("dump", OPTION);
    }
    return i == 6
        ? cell.cause(CREDENTIALS)
            .judged(Judgement.IMPROVEMENT)
            .expected("fails at dump: Can't get 1:16 opt")
            .works()
        : cell.works();
  }

  private static CellRecord newest(int i) {
    var cell = cell(i, "4.3", "root");
    return i == 1
        ? cell.cause(CONNECTION)
            .expected("fails at dump: Connected")
            .ran("/x/criu-4.3/criu dump -t 4711 -D /tmp/images --ghost-limit=8M")
            .fails("dump", "Error (criu/sk-inet.c:191): Connected TCP socket")
        : cell.works();
  }
}
