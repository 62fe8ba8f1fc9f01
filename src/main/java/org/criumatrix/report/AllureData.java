package org.criumatrix.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Reads a report as Allure generates it: one page, in which each file of the report is one line
 * {@code d('data/test-cases/UID.json','BASE64')}.
 */
final class AllureData {

  private static final Pattern ENTRY =
      Pattern.compile("\\s*d\\('([\\w./-]+)',\\s*'([^']*)'\\)[,\\s]*");

  /** Receives the page's own lines and the files, in the order of the page. */
  interface Reader {

    default void line(String text) {}

    void file(String name, byte[] content) throws IOException;
  }

  private AllureData() {}

  /**
   * @throws IOException if the report cannot be read
   */
  static void read(Path report, Reader reader) throws IOException {
    try (var lines = Files.lines(report, StandardCharsets.UTF_8)) {
      for (var line : (Iterable<String>) lines::iterator) {
        var entry = ENTRY.matcher(line);
        if (entry.matches()) {
          reader.file(entry.group(1), Base64.getDecoder().decode(entry.group(2)));
        } else {
          reader.line(line);
        }
      }
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new IOException(report + " is not an Allure report: " + e.getMessage(), e);
    }
  }
}
