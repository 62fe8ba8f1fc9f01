package org.criumatrix.runs;

import java.util.List;
import org.criumatrix.record.CellRecord;

/**
 * Pairs the cells of two runs: by their ids, or those of one CRIU build with those of another, so
 * that a release can be compared with the release before it.
 *
 * @param then the build of the first run; empty: cells are paired by their ids
 * @param now the build of the second run
 */
public record Pairing(String then, String now) {

  public static final Pairing BY_ID = new Pairing("", "");

  List<CellRecord> before(List<CellRecord> records) {
    return of(records, then);
  }

  List<CellRecord> after(List<CellRecord> records) {
    return of(records, now);
  }

  private static List<CellRecord> of(List<CellRecord> records, String criu) {
    return criu.isEmpty() ? records : records.stream().filter(r -> r.criu().equals(criu)).toList();
  }

  /** Returns the id of the cell in the second run. */
  String name(CellRecord record) {
    return then.isEmpty()
        ? record.id()
        : record.id().replace("[criu=" + then + ",", "[criu=" + now + ",");
  }
}
