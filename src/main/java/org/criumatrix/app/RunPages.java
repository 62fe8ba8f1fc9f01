package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.criumatrix.record.Recorder;
import org.criumatrix.record.RunInfo;
import org.criumatrix.report.Reports;

/** The files about a run as a whole: {@code run.json}, and the pages and tables. */
final class RunPages {

  private final Path folder;
  private final Recorder recorder;
  private final Function<String, RunInfo> info;

  /**
   * @param folder of the run
   * @param info what the run is, given when it ended; null: it has not
   */
  RunPages(Path folder, Recorder recorder, Function<String, RunInfo> info) {
    this.folder = folder;
    this.recorder = recorder;
    this.info = info;
  }

  /**
   * Writes all of them, each in one go.
   *
   * @param ended when the run did; null: it was cut off
   */
  synchronized void write(String ended) throws IOException {
    Reports.write(folder, recorder.records(), provenance(ended));
  }

  /** Writes provenance alone. */
  synchronized RunInfo provenance(String ended) throws IOException {
    var now = info.apply(ended);
    recorder.write(now);
    return now;
  }

  /** Writes the page of an unfinished run, and its provenance: a run that is killed leaves both. */
  synchronized void writePage() throws IOException {
    Reports.writePage(folder, recorder.records(), provenance(null));
  }
}
