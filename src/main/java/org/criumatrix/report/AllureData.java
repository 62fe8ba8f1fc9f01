package org.criumatrix.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Reads the data of a generated Allure report. The report is one file, in which each original file
 * is one line {@code d('data/test-cases/UID.json','BASE64')}.
 */
final class AllureData {

  private static final Pattern ENTRY =
      Pattern.compile("\\s*d\\('([\\w./-]+)/([\\w-]+)\\.json',\\s*'([^']*)'\\).*");

  /** Receives the files. */
  interface Reader {

    void take(String name, byte[] json) throws IOException;
  }

  private AllureData() {}

  /**
   * Reads the JSON files of a folder, {@code data/test-cases}.
   *
   * @param reader receives each file's name without its extension
   * @throws IOException if the report cannot be read
   */
  static void read(Path report, String folder, Reader reader) throws IOException {
    try (var lines = Files.lines(report, StandardCharsets.UTF_8)) {
      for (var line : (Iterable<String>) lines::iterator) {
        var entry = ENTRY.matcher(line);
        if (entry.matches() && entry.group(1).equals(folder)) {
          reader.take(entry.group(2), Base64.getDecoder().decode(entry.group(3)));
        }
      }
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new IOException(report + " is not an Allure report: " + e.getMessage(), e);
    }
  }
}
