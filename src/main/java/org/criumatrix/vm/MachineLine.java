package org.criumatrix.vm;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.CsvData;

/**
 * A line of {@code box/machines.csv}, which says what the columns mean.
 *
 * @param environment what workloads on the machine get
 */
record MachineLine(String name, String kernel, Map<String, String> environment) {

  static List<MachineLine> all(Path project) {
    return CsvData.read(project.resolve("box/machines.csv")).stream()
        .map(r -> new MachineLine(r.get("name"), r.get("kernel"), pairs(r.get("environment"))))
        .toList();
  }

  /** Words {@code KEY=VALUE}. */
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
