package org.criumatrix.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What Allure knows of earlier runs: it takes that from a folder next to the results, and leaves
 * it, with this run in it, in its report. Tests are identified by the cells' ids.
 */
final class AllureHistory {

  private static final String NAME = "history";

  private AllureHistory() {}

  /** Puts the kept history next to the results of a run. */
  static void offer(Path kept, Path results) throws IOException {
    if (!Files.isDirectory(kept)) {
      return;
    }
    var offered = Files.createDirectories(results.resolve(NAME));
    try (var files = Files.newDirectoryStream(kept, "*.json")) {
      for (var file : files) {
        Files.copy(file, offered.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Keeps what is in a report for the next run. */
  static void keep(Path report, Path kept) throws IOException {
    Files.createDirectories(kept);
    AllureData.read(report, NAME, (name, json) -> Files.write(kept.resolve(name + ".json"), json));
  }
}
