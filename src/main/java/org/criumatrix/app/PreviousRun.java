package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.record.Recorder;
import org.criumatrix.record.RunInfo;

/** The results of an earlier run in the folders of this one. */
final class PreviousRun {

  private static final List<String> RESULT_FOLDERS =
      List.of("evidence", "controls", "capabilities", "junit");

  private PreviousRun() {}

  /**
   * Begins a run, or resumes the one that was cut off. A new run removes the old results. The
   * records are removed first, so that a run killed in between leaves no records without logs for
   * the next run to resume.
   */
  static Recorder recorder(boolean resume, Path matrix, Path target) throws IOException {
    var recorder = resume ? Recorder.resumed(matrix) : Recorder.fresh(matrix);
    if (recorder.records().isEmpty()) {
      clear(matrix, target);
    }
    return recorder;
  }

  /**
   * Returns when the run began whose records are continued; empty if none are, or it was killed
   * before it wrote that.
   *
   * @throws CommandException if the provenance cannot be read
   */
  static Optional<String> started(Recorder recorder, Path matrix) {
    return recorder.records().isEmpty()
        ? Optional.empty()
        : RunFolders.read(matrix).info().map(RunInfo::started);
  }

  private static void clear(Path matrix, Path target) throws IOException {
    for (var name : RESULT_FOLDERS) {
      LocalFolders.remove(matrix.resolve(name));
    }
    LocalFolders.remove(target.resolve("allure-results"));
    LocalFolders.remove(target.resolve("site").resolve("allure-report"));
  }
}
