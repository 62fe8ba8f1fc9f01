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
    records.forEach(r -> worst.merge(r.id(), r, Attempts::worse));
    return List.copyOf(worst.values());
  }

  /** The last of several records of one attempt, as a resumed run leaves them. */
  public static List<CellRecord> last(Collection<CellRecord> records) {
    var last = new LinkedHashMap<String, CellRecord>();
    records.forEach(r -> last.put(key(r.id(), r.attempt()), r));
    return List.copyOf(last.values());
  }

  static String key(String cell, int attempt) {
    return cell + "#" + attempt;
  }

  private static CellRecord worse(CellRecord one, CellRecord other) {
    return one.differs() ? one : other;
  }
}
