package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.host.LocalFolders;

/** What an earlier run left where this one writes. */
final class OldRun {

  private static final List<String> OF_THE_MATRIX =
      List.of("evidence", "controls", "capabilities", "junit");

  private OldRun() {}

  /**
   * Removes it, so that no old log is taken for a new one; the old records are the recorder's to
   * keep.
   */
  static void clear(Path matrix, Path target) throws IOException {
    for (var name : OF_THE_MATRIX) {
      LocalFolders.remove(matrix.resolve(name));
    }
    LocalFolders.remove(target.resolve("allure-results"));
    LocalFolders.remove(target.resolve("site").resolve("allure-report"));
  }
}
