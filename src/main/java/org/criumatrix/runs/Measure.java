package org.criumatrix.runs;

import java.util.function.Function;
import org.criumatrix.record.CellRecord;

/** What is measured of a cell that works. */
public enum Measure {
  DUMP("dump", CellRecord::dumpMs),
  FROZEN("frozen", CellRecord::frozenMs),
  RESTORE("restore", CellRecord::restoreMs);

  private final String word;
  private final Function<CellRecord, Double> of;

  Measure(String word, Function<CellRecord, Double> of) {
    this.word = word;
    this.of = of;
  }

  public String word() {
    return word;
  }

  Function<CellRecord, Double> of() {
    return of;
  }
}
