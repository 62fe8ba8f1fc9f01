package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.criumatrix.record.Recorder;
import org.criumatrix.record.RunInfo;
import org.criumatrix.report.Reports;

/** Writes the files that describe a whole run: {@code run.json}, and the pages and tables. */
final class RunPages {

  private final Path folder;
  private final Recorder recorder;
  private final Function<String, RunInfo> info;

  /**
   * @param folder the run's folder
   * @param info makes the provenance from the run's end time, which is null if the run has not
   *     ended
   */
  RunPages(Path folder, Recorder recorder, Function<String, RunInfo> info) {
    this.folder = folder;
    this.recorder = recorder;
    this.info = info;
  }

  /**
   * Writes all of them, each in one write.
   *
   * @param ended when the run ended; null if it was cut off
   */
  synchronized void write(String ended) throws IOException {
    Reports.write(folder, recorder.records(), provenance(ended));
  }

  /** Writes only the provenance. */
  synchronized RunInfo provenance(String ended) throws IOException {
    var now = info.apply(ended);
    recorder.write(now);
    return now;
  }

  /** Writes the page and the provenance of an unfinished run, so that a killed run leaves both. */
  synchronized void writePage() throws IOException {
    Reports.writePage(folder, recorder.records(), provenance(null));
  }
}
