package org.criumatrix.bundle;

import java.io.IOException;
import java.util.LinkedHashMap;
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
}
