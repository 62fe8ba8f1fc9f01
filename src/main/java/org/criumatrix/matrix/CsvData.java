package org.criumatrix.matrix;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the data files that come with the suite: CSV with a header, comments and aligned columns.
 */
public final class CsvData {

  private CsvData() {}

  /**
   * @param resource absolute, {@code /org/criumatrix/packages.csv}
   */
  public static List<CSVRecord> read(String resource) {
    var format =
        CSVFormat.DEFAULT
            .builder()
            .setCommentMarker('#')
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
    try (var in = Objects.requireNonNull(CsvData.class.getResourceAsStream(resource), resource);
        var records = format.parse(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return records.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
