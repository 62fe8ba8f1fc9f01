package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.record.Recorder;

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

  private static void clear(Path matrix, Path target) throws IOException {
    for (var name : RESULT_FOLDERS) {
      LocalFolders.remove(matrix.resolve(name));
    }
    LocalFolders.remove(target.resolve("allure-results"));
    LocalFolders.remove(target.resolve("site").resolve("allure-report"));
  }
}
