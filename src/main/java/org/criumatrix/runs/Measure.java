package org.criumatrix.runs;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.CellRecord.Timing;

/**
 * A measured value of a cell that works, in milliseconds: the duration of dump and restore, and
 * their parts from CRIU's own statistics.
 */
public enum Measure {
  DUMP("dump", time(Timing::dump)),
  FROZEN("frozen", time(Timing::frozen)),
  RESTORE("restore", time(Timing::restore)),
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

  /** Returns the function that reads the value from a record: null if the record lacks it. */
  public Function<CellRecord, Double> of() {
    return of;
  }

  private static Function<CellRecord, Double> time(Function<Timing, Duration> of) {
    return record ->
        Optional.ofNullable(of.apply(record.timing())).map(d -> d.toNanos() / 1e6).orElse(null);
  }

  private static Function<CellRecord, Double> statistic(String name) {
    return record ->
        Optional.ofNullable(record.evidence().criuStats().get(name))
            .map(microseconds -> microseconds / 1000.0)
            .orElse(null);
  }
}
