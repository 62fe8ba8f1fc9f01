package org.criumatrix.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;

/**
 * Today's results of published cases: one as published, one better, one worse, and one that the
 * publication lacks.
 */
final class PublishedRun {

  private static final String PEER_GONE = "Error (soccr.c:512): connection reset by peer";

  static final String CAUSE = "nobody keeps the other end still";

  private PublishedRun() {}

  static List<CellRecord> records() {
    return Stream.of("root", "capabilities", "unprivileged")
        .flatMap(
            p ->
                Stream.of(
                    p.equals("unprivileged")
                        ? cell("tcp-one-host-client", p).fails("dump", "EPERM")
                        : cell("tcp-one-host-client", p).works(),
                    cell("tcp-one-host-client-second-restore", p).fails("alive", PEER_GONE),
                    cell("udp-moved-server", p).works(),
                    cell("tcp-two-hosts-server", p).why(CAUSE).fails("restore", PEER_GONE)))
        .toList();
  }

  static SampleCell cell(String name, String privilege) {
    return SampleCell.detailed(
        Cell.of(new CaseId("network", name), "4.3", privilege, "none", "local"));
  }

  static Overview overview() {
    return Overview.of(records(), SampleRun.run(records()), Map.of());
  }
}
