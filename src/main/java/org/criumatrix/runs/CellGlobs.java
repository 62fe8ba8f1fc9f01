package org.criumatrix.runs;

import java.util.Collection;
import java.util.List;
import org.criumatrix.record.CellRecord;

/** Cells as globs that select them for another run. */
public final class CellGlobs {

  private CellGlobs() {}

  /** Returns a few globs for {@code -Dcells} that match exactly these cells. */
  public static List<String> of(Collection<CellRecord> records) {
    return AxisProduct.joined(records.stream().map(AxisProduct::of).distinct().toList()).stream()
        .map(AxisProduct::fields)
        .map(CellGlobs::glob)
        .distinct()
        .toList();
  }

  private static String glob(List<String> fields) {
    return "%s[criu=%s,privilege=%s,runtime=%s,host=%s]"
        .formatted(fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4));
  }
}
