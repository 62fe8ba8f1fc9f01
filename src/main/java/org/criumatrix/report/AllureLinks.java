package org.criumatrix.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where each cell stands in a generated Allure report. Allure numbers its entries at random while
 * it generates, so they are read back from the report.
 */
final class AllureLinks {

  /** The label that names an entry's cell. */
  static final String LABEL = "cell";

  private static final ObjectMapper JSON = new ObjectMapper();

  private AllureLinks() {}

  /** For cell ids, the fragment that opens their entry; empty where there is no report. */
  static Map<String, String> read(Path report) {
    if (!Files.isRegularFile(report)) {
      return Map.of();
    }
    var links = new HashMap<String, String>();
    try {
      AllureData.read(report, "data/test-cases", (uid, json) -> add(links, uid, json));
    } catch (IOException e) {
      // A report that cannot be read costs the links, not the page.
      return Map.of();
    }
    return links;
  }

  private static void add(Map<String, String> links, String uid, byte[] json) throws IOException {
    var result = JSON.readTree(json);
    // Allure hides the earlier attempts of a cell behind the last one.
    if (result.path("hidden").asBoolean()) {
      return;
    }
    for (var label : result.path("labels")) {
      if (label.path("name").asText().equals(LABEL)) {
        links.put(label.path("value").asText(), "testresult/" + uid);
      }
    }
  }
}
