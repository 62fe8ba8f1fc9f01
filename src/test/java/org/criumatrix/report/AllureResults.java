package org.criumatrix.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.criumatrix.record.CellRecord;

/** Allure's results as the suite writes them, and the report that Allure makes of them. */
final class AllureResults {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AllureResults() {}

  static void write(Path folder, List<CellRecord> records) throws IOException {
    Files.createDirectories(folder);
    for (var record : records) {
      var uuid = UUID.nameUUIDFromBytes(record.id().getBytes(StandardCharsets.UTF_8));
      JSON.writeValue(folder.resolve(uuid + "-result.json").toFile(), result(uuid, record));
    }
  }

  private static Map<String, Object> result(UUID uuid, CellRecord record) {
    var message =
        "[%s] %s: %s".formatted(record.judgement().key(), record.ending(), record.error());
    return Map.of(
        "uuid", uuid.toString(),
        "historyId", uuid.toString(),
        "name", record.id(),
        "status", status(record),
        "statusDetails", Map.of("message", message),
        "labels", List.of(Map.of("name", AllureLinks.LABEL, "value", record.id())),
        "start", 1_000,
        "stop", 2_000);
  }

  private static String status(CellRecord record) {
    return switch (record.verdict()) {
      case WORKS, REFUSES -> "passed";
      case FAILS -> record.differs() ? "failed" : "skipped";
      case BROKEN -> "broken";
      case UNAVAILABLE, NOT_RUN -> "unknown";
    };
  }

  /** Returns the number of entries of each category. */
  static Map<String, Integer> categories(Path report) throws IOException {
    var counts = new LinkedHashMap<String, Integer>();
    for (var category : read(report, "data/categories.json").path("children")) {
      var entries = 0;
      for (var message : category.path("children")) {
        entries += message.path("children").size();
      }
      counts.put(category.path("name").asText(), entries);
    }
    return counts;
  }

  static int runsInTheTrend(Path report) throws IOException {
    return read(report, "widgets/history-trend.json").size();
  }

  /** Returns the number of runs that a history has of each entry. */
  static List<Integer> runsKept(Path history) throws IOException {
    var runs = new ArrayList<Integer>();
    JSON.readTree(history.resolve("history.json").toFile())
        .forEach(entry -> runs.add(entry.path("items").size()));
    return runs;
  }

  /**
   * Returns the names of the entries that Allure marks.
   *
   * @param mark {@code newFailed}, {@code newPassed}
   */
  static List<String> marked(Path report, String mark) throws IOException {
    var names = new ArrayList<String>();
    AllureBlocks.read(
        report,
        "data/test-cases/",
        (name, json) -> {
          var entry = JSON.readTree(json);
          if (entry.path(mark).asBoolean()) {
            names.add(entry.path("name").asText());
          }
        });
    return names;
  }

  private static JsonNode read(Path report, String file) throws IOException {
    var found = new ArrayList<JsonNode>();
    AllureBlocks.read(report, file, (name, json) -> found.add(JSON.readTree(json)));
    return found.get(0);
  }
}
