package org.criumatrix.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A run on disk that is read record by record: its records need not fit into memory.
 *
 * @param place the folder or the file
 * @param info its provenance
 */
public record RunFile(Path place, RunInfo info) {

  /**
   * Opens a run.
   *
   * @param place as for {@link Run#read}
   * @throws IOException with the problem; also if the run has no provenance
   */
  public static RunFile open(Path place) throws IOException {
    var file = records(place);
    var beside = Run.infoBeside(file);
    if (!Files.isRegularFile(file) && beside.isEmpty()) {
      throw Run.isNone(place, file);
    }
    var header = Files.isRegularFile(file) ? RecordLines.header(file) : beside;
    return new RunFile(
        place,
        header
            .or(() -> beside)
            .orElseThrow(
                () ->
                    new IOException(
                        "%s has no run.json: it was cut off too early; complete it with -Dresume"
                            .formatted(place))));
  }

  /** Counts the records without reading them. */
  public int size() throws IOException {
    var file = records(place);
    return Files.exists(file) ? RecordLines.count(file) : 0;
  }

  private static Path records(Path place) {
    return Files.isDirectory(place) ? place.resolve(Run.RECORDS) : place;
  }

  /**
   * Hands all records to a consumer.
   *
   * @throws IOException if the file cannot be read, or a line other than the last is malformed
   */
  public void records(Consumer<CellRecord> consumer) throws IOException {
    var file = records(place);
    if (Files.exists(file) || info.cellsRecorded() > 0) {
      RecordLines.each(file, consumer);
    }
  }
}
