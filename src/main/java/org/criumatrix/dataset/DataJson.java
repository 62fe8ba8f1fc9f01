package org.criumatrix.dataset;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file {@code data.json}: names in snake case, unknown fields of later versions ignored. */
public final class DataJson {

  public static final String FILE = "data.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private DataJson() {}

  /**
   * Reads the set of data in a folder.
   *
   * @throws IOException naming the file, and what is wrong with it
   */
  public static DataSet read(Path folder) throws IOException {
    var file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "%s has no %s; ./criu-matrix data RUN… --to %s makes one"
              .formatted(folder, FILE, folder));
    }
    DataSet data;
    try (var in = Files.newInputStream(file)) {
      data = JSON.readValue(in, DataSet.class);
    }
    if (!DataSet.FORMAT.equals(data.format()) || data.version() > DataSet.VERSION) {
      throw new IOException(
          "%s: format '%s', version %d; this version of the suite reads '%s' up to version %d"
              .formatted(file, data.format(), data.version(), DataSet.FORMAT, DataSet.VERSION));
    }
    return data;
  }

  /** Writes the file to a folder. */
  static void write(DataSet data, Path folder) throws IOException {
    try (var out = Files.newOutputStream(folder.resolve(FILE))) {
      JSON.writeValue(out, data);
    }
  }
}
