package org.criumatrix.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads and writes {@code SHA256SUMS}: file → checksum, as {@code sha256sum --check} reads it. */
final class Manifest {

  static final String FILE = "SHA256SUMS";

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

  private Manifest() {}

  static String text(Map<String, String> sums) {
    return sums.entrySet().stream()
        .map(e -> e.getValue() + "  " + e.getKey() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * @throws IOException with the malformed line
   */
  static Map<String, String> parse(String text) throws IOException {
    var sums = new LinkedHashMap<String, String>();
    var lines = text.lines().toList();
    for (var i = 0; i < lines.size(); i++) {
      var line = LINE.matcher(lines.get(i));
      if (!line.matches()) {
        throw new IOException(
            "%s:%d: neither a checksum nor a file: %s".formatted(FILE, i + 1, lines.get(i)));
      }
      sums.put(line.group(2), line.group(1));
    }
    return sums;
  }

  /**
   * Returns how an archive differs from its manifest.
   *
   * @param said file → checksum, by the manifest
   * @param found file → checksum, by the content
   */
  static List<String> problems(Map<String, String> said, Map<String, String> found) {
    var problems = new ArrayList<String>();
    said.forEach(
        (file, sum) -> {
          if (!found.containsKey(file)) {
            problems.add(file + " is gone");
          } else if (!found.get(file).equals(sum)) {
            problems.add(file + " was changed: its checksum is another");
          }
        });
    found.keySet().stream()
        .filter(file -> !said.containsKey(file) && !file.equals(FILE))
        .forEach(file -> problems.add(file + " was added: the manifest does not know it"));
    return problems;
  }
}
