package org.criumatrix.record;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** Records of cells that were run more than once. */
public final class Attempts {

  private Attempts() {}

  /** One record of each cell: of several attempts one that is not as expected, if there is one. */
  public static List<CellRecord> worst(Collection<CellRecord> records) {
    var worst = new LinkedHashMap<String, CellRecord>();
    records.forEach(r -> worst.merge(r.cell(), r, Attempts::worse));
    return List.copyOf(worst.values());
  }

  private static CellRecord worse(CellRecord one, CellRecord other) {
    return one.judgement().equals("as expected") ? other : one;
  }
}
