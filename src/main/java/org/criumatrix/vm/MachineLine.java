package org.criumatrix.vm;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.CsvData;

/**
 * A line of {@code box/machines.csv}; its comments explain the columns.
 *
 * @param environment the environment of workloads on the machine
 */
record MachineLine(String name, String kernel, Map<String, String> environment) {

  static List<MachineLine> all(Path project) {
    return CsvData.read(project.resolve("box/machines.csv")).stream()
        .map(r -> new MachineLine(r.get("name"), r.get("kernel"), pairs(r.get("environment"))))
        .toList();
  }

  /** Parses words {@code KEY=VALUE}. */
  private static Map<String, String> pairs(String text) {
    var pairs = new LinkedHashMap<String, String>();
    for (var word : text.strip().split("\\s+")) {
      var sign = word.indexOf('=');
      if (sign > 0) {
        pairs.put(word.substring(0, sign), word.substring(sign + 1));
      }
    }
    return pairs;
  }
}
