package org.criumatrix.dataset;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunFile;
import org.criumatrix.record.RunId;
import org.criumatrix.record.RunInfo;

/**
 * A run that can be joined with others.
 *
 * @param name what messages call it: its file or folder
 * @param info its provenance
 * @param submittedBy who sent it; empty for a run of the one who joins
 * @param content its records
 */
public record Source(String name, RunInfo info, Optional<String> submittedBy, Content content) {

  /** The records of a run, which can be read several times. */
  @FunctionalInterface
  public interface Content {

    /**
     * @throws IOException with the file and the line that is malformed
     */
    void read(Consumer<CellRecord> reader) throws IOException;
  }

  /** Returns a run of the one who joins, which is read when it is needed. */
  public static Source of(RunFile run) {
    return new Source(run.place().toString(), run.info(), Optional.empty(), run::records);
  }

  /**
   * Returns a run with provenance that is in memory.
   *
   * @param submittedBy who sent it; empty for a run of the one who joins
   */
  public static Source of(Run run, Optional<String> submittedBy) {
    return new Source(
        run.place().toString(),
        run.info().orElseThrow(),
        submittedBy,
        reader -> run.records().forEach(reader));
  }

  /** Returns the permanent id of the run. */
  RunId id() {
    return RunId.of(info);
  }

  /** Counts the records. */
  int size() throws IOException {
    var count = new AtomicInteger();
    content.read(record -> count.incrementAndGet());
    return count.get();
  }
}
