package org.criumatrix.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds each cell in a generated Allure report. Allure numbers its entries at random while it
 * generates, so the numbers are read from the report.
 */
final class AllureLinks {

  /** The label with an entry's cell. */
  static final String LABEL = "cell";

  private static final String ENTRIES = "data/test-cases/";

  private static final ObjectMapper JSON = new ObjectMapper();

  private AllureLinks() {}

  /** Returns, by cell id, the URL fragment that opens the entry; empty if there is no report. */
  static Map<String, String> read(Path report) {
    if (!Files.isRegularFile(report)) {
      return Map.of();
    }
    var links = new HashMap<String, String>();
    try {
      AllureBlocks.read(report, ENTRIES, (name, json) -> add(links, json));
    } catch (IOException e) {
      // If the report cannot be read, only the links are missing.
      return Map.of();
    }
    return links;
  }

  private static void add(Map<String, String> links, byte[] json) throws IOException {
    var result = JSON.readTree(json);
    // Allure hides the earlier attempts of a cell behind the last one.
    if (result.path("hidden").asBoolean()) {
      return;
    }
    for (var label : result.path("labels")) {
      if (label.path("name").asText().equals(LABEL)) {
        links.put(label.path("value").asText(), "testresult/" + result.path("uid").asText());
      }
    }
  }
}
