package org.criumatrix.matrix;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the data files that come with the suite: CSV with a header, comments and aligned columns.
 */
public final class CsvData {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setCommentMarker('#')
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreSurroundingSpaces(true)
          .get();

  private CsvData() {}

  /**
   * @param resource an absolute name, {@code /org/criumatrix/packages.csv}
   */
  public static List<CSVRecord> read(String resource) {
    try (var in = Objects.requireNonNull(CsvData.class.getResourceAsStream(resource), resource)) {
      return read(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  /** Reads a file that other programs read too, like {@link #read(String)}. */
  public static List<CSVRecord> read(Path file) {
    try (var in = Files.newBufferedReader(file)) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static List<CSVRecord> read(Reader in) throws IOException {
    try (var records = FORMAT.parse(in)) {
      return records.getRecords();
    }
  }
}
