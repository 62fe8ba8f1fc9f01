package org.criumatrix.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Keeps Allure's history of earlier runs. Allure reads it from a folder next to the results, and
 * writes it to its report, including this run. The cells' ids identify the tests.
 */
final class AllureHistory {

  private static final String NAME = "history";

  private AllureHistory() {}

  /** Copies the kept history next to the results of a run. */
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

  /** Keeps the history of a report for the next run. */
  static void keep(Path report, Path kept) throws IOException {
    Files.createDirectories(kept);
    AllureData.read(report, NAME, (name, json) -> Files.write(kept.resolve(name + ".json"), json));
  }
}
