package org.criumatrix.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.matrix.Sha256;

/** The files of a set of data in a folder, which are replaced together. */
final class DataFiles {

  private static final String SUMS = "SHA256SUMS";
  private static final List<String> FILES = List.of(DataJson.FILE, SqliteFile.FILE, SUMS);

  private DataFiles() {}

  /**
   * Writes the files. If that fails, older ones stay as they are.
   *
   * @throws IOException if one of them cannot be written
   */
  static void write(DataSet data, Path folder) throws IOException {
    Files.createDirectories(folder);
    var draft = Files.createTempDirectory(folder, ".new");
    try {
      DataJson.write(data, draft);
      SqliteFile.write(data, draft);
      Files.writeString(
          draft.resolve(SUMS), line(draft, DataJson.FILE) + line(draft, SqliteFile.FILE));
      for (var file : FILES) {
        Files.move(draft.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      remove(draft);
    }
  }

  /** Returns a line as {@code sha256sum --check} reads it. */
  private static String line(Path folder, String file) throws IOException {
    var digest = Sha256.digest();
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(folder.resolve(file)), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return "%s  %s%n".formatted(HexFormat.of().formatHex(digest.digest()), file);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
