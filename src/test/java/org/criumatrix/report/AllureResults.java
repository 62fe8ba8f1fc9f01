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

  private static final Map<String, String> STATUS =
      Map.of("works", "passed", "fails", "failed", "unavailable", "skipped", "broken", "broken");

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
        "status", STATUS.get(record.verdict().key()),
        "statusDetails", Map.of("message", message),
        "labels", List.of(Map.of("name", AllureLinks.LABEL, "value", record.id())),
        "start", 1_000,
        "stop", 2_000);
  }

  /** Returns the number of entries of each category. */
  static Map<String, Integer> categories(Path report) throws IOException {
    var counts = new LinkedHashMap<String, Integer>();
    for (var category : read(report, "data", "categories").path("children")) {
      var entries = 0;
      for (var message : category.path("children")) {
        entries += message.path("children").size();
      }
      counts.put(category.path("name").asText(), entries);
    }
    return counts;
  }

  static int runsInTheTrend(Path report) throws IOException {
    return read(report, "history", "history-trend").size();
  }

  /** Returns the number of runs in the history of each entry. */
  static List<Integer> runsRemembered(Path report) throws IOException {
    var runs = new ArrayList<Integer>();
    read(report, "history", "history").forEach(entry -> runs.add(entry.path("items").size()));
    return runs;
  }

  private static JsonNode read(Path report, String folder, String file) throws IOException {
    var found = new ArrayList<JsonNode>();
    AllureData.read(
        report,
        folder,
        (name, json) -> {
          if (name.equals(file)) {
            found.add(JSON.readTree(json));
          }
        });
    return found.isEmpty() ? JSON.missingNode() : found.get(0);
  }
}
