package org.criumatrix.record;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** Selects among records of cells that were run more than once. */
public final class Attempts {

  private Attempts() {}

  /**
   * Returns one record for each cell: of an attempt that is not as expected if there is one, and
   * otherwise of the first attempt, which has evidence and sub-checks.
   */
  public static List<CellRecord> worst(Collection<CellRecord> records) {
    var worst = new LinkedHashMap<String, CellRecord>();
    records.forEach(r -> worst.merge(r.id(), r, Attempts::worse));
    return List.copyOf(worst.values());
  }

  /** Returns the last of several records of the same attempt, which a resumed run can leave. */
  public static List<CellRecord> last(Collection<CellRecord> records) {
    var last = new LinkedHashMap<String, CellRecord>();
    records.forEach(r -> last.put(key(r.id(), r.attempt()), r));
    return List.copyOf(last.values());
  }

  static String key(String cell, int attempt) {
    return cell + "#" + attempt;
  }

  private static CellRecord worse(CellRecord one, CellRecord other) {
    if (one.differs() != other.differs()) {
      return one.differs() ? one : other;
    }
    return one.attempt() <= other.attempt() ? one : other;
  }
}
