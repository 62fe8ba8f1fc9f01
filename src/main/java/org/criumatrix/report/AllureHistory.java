package org.criumatrix.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        Files.writeString(offered.resolve(file.getFileName()), asVerdicts(Files.readString(file)));
      }
    }
  }

  /**
   * Returns a history in which failures on record have failed. This run shows them as skipped, but
   * Allure marks a test as newly passed or newly failed by its last status that is not skipped.
   */
  private static String asVerdicts(String json) {
    return json.replace("\"status\":\"skipped\"", "\"status\":\"failed\"");
  }

  /** Returns a reader that keeps the history of a report for the next run. */
  static AllureData.Reader keeper(Path kept) throws IOException {
    Files.createDirectories(kept);
    return (name, content) -> {
      var file = Path.of(name);
      if (file.startsWith(NAME)) {
        Files.write(kept.resolve(file.getFileName()), content);
      }
    };
  }
}
