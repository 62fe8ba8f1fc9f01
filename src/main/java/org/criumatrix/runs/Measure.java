package org.criumatrix.runs;

import java.util.Optional;
import java.util.function.Function;
import org.criumatrix.record.CellRecord;

/**
 * What is measured of a cell that works, in milliseconds: what dump and restore took, and from
 * CRIU's own statistics what they took it for.
 */
public enum Measure {
  DUMP("dump", CellRecord::dumpMs),
  FROZEN("frozen", CellRecord::frozenMs),
  RESTORE("restore", CellRecord::restoreMs),
  FREEZING("freezing", statistic("freezing_time")),
  MEMORY_DUMP("memory dump", statistic("memdump_time")),
  MEMORY_WRITE("memory write", statistic("memwrite_time")),
  FORKING("forking", statistic("forking_time"));

  private final String word;
  private final Function<CellRecord, Double> of;

  Measure(String word, Function<CellRecord, Double> of) {
    this.word = word;
    this.of = of;
  }

  public String word() {
    return word;
  }

  /** The value in a record, null where it has none. */
  public Function<CellRecord, Double> of() {
    return of;
  }

  private static Function<CellRecord, Double> statistic(String name) {
    return record ->
        Optional.ofNullable(record.criuStats())
            .map(s -> s.get(name))
            .map(microseconds -> microseconds / 1000.0)
            .orElse(null);
  }
}
