package org.criumatrix.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.criumatrix.bundle.Submission;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunFile;
import org.criumatrix.record.RunId;
import org.criumatrix.record.RunInfo;

/**
 * A run that can be joined with others.
 *
 * @param place its folder or file, for messages
 * @param info its provenance
 * @param submittedBy who sent it; empty for a run of the one who joins
 * @param content its records
 */
public record Source(Path place, RunInfo info, Optional<String> submittedBy, Content content) {

  /** In place of the name of somebody who gave none. */
  static final String UNNAMED = "unnamed";

  /** The records of a run, which can be read several times. */
  public interface Content {

    /**
     * @throws IOException with the file and the line that is malformed
     */
    void read(Consumer<CellRecord> reader) throws IOException;

    /** Counts the records. */
    int size() throws IOException;
  }

  private record OnDisk(RunFile run) implements Content {

    @Override
    public void read(Consumer<CellRecord> reader) throws IOException {
      run.records(reader);
    }

    @Override
    public int size() throws IOException {
      return run.size();
    }
  }

  private record InMemory(Run run) implements Content {

    @Override
    public void read(Consumer<CellRecord> reader) {
      run.records().forEach(reader);
    }

    @Override
    public int size() {
      return run.records().size();
    }
  }

  /** An archive is checked and read again each time, since its records need much memory. */
  private record Packed(Path archive, int size) implements Content {

    @Override
    public void read(Consumer<CellRecord> reader) throws IOException {
      Submission.read(archive).run().records().forEach(reader);
    }
  }

  /**
   * Opens the run in a folder or a file of the one who joins, which is read when it is needed.
   *
   * @throws IOException with what is wrong with it
   */
  static Source ofRun(Path place) throws IOException {
    var run = RunFile.open(place);
    return new Source(place, run.info(), Optional.empty(), new OnDisk(run));
  }

  /**
   * Opens an archive that {@code submit} or {@code bundle} wrote. It always counts as sent by
   * somebody: nothing in it proves the opposite.
   *
   * @throws IOException with the rule that it breaks
   */
  static Source ofArchive(Path archive) throws IOException {
    var sent = Submission.read(archive);
    return new Source(
        archive,
        sent.run().info().orElseThrow(),
        Optional.of(sent.by().isEmpty() ? UNNAMED : sent.by()),
        new Packed(archive, sent.run().records().size()));
  }

  /**
   * Returns a run with provenance that is in memory.
   *
   * @param submittedBy who sent it; empty for a run of the one who joins
   */
  public static Source of(Run run, Optional<String> submittedBy) {
    return new Source(run.place(), run.info().orElseThrow(), submittedBy, new InMemory(run));
  }

  /** Returns the permanent id of the run. */
  RunId id() {
    return RunId.of(info);
  }
}
