package org.criumatrix.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run that is over, as it lies on disk: a folder with {@code records.jsonl} and {@code run.json},
 * or one file that has both.
 *
 * @param place the folder or the file
 * @param records of every attempt
 * @param info empty: it was cut off before it could say what it was
 */
public record Run(Path place, List<CellRecord> records, Optional<RunInfo> info) {

  static final String RECORDS = "records.jsonl";
  static final String INFO = "run.json";

  /** What a run is in. */
  public static final Set<String> FILES = Set.of(RECORDS, INFO);

  public Run {
    records = List.copyOf(records);
  }

  /**
   * @param place a run's folder, its {@code records.jsonl}, or a file of the history
   * @throws IOException with what is wrong with it
   */
  public static Run read(Path place) throws IOException {
    var file = Files.isDirectory(place) ? place.resolve(RECORDS) : place;
    var info = infoBeside(file);
    if (!Files.exists(file) && info.filter(i -> i.cellsRecorded() == 0).isPresent()) {
      // A shard without a cell is a run too.
      return new Run(place, List.of(), info);
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "%s is no run: there is no file %s; a run's folder has one".formatted(place, file));
    }
    var content = RecordLines.read(file);
    return new Run(place, content.records(), content.run().or(() -> info));
  }

  /** Only for the file that it was written with. */
  private static Optional<RunInfo> infoBeside(Path file) throws IOException {
    var beside = file.resolveSibling(INFO);
    return file.endsWith(RECORDS) && Files.exists(beside)
        ? Optional.of(RecordLines.readRun(beside))
        : Optional.empty();
  }

  /** The whole run as one text of JSON lines, which {@link #read} understands. */
  public String asOneText() throws IOException {
    var header = info.isPresent() ? RecordLines.of(info.get()) : "";
    return header + RecordLines.of(records);
  }

  /**
   * The run as its files, name → text, in the order of their names.
   *
   * @throws java.util.NoSuchElementException when it was cut off before it had provenance
   */
  public SortedMap<String, String> asFiles() throws IOException {
    return new TreeMap<>(
        Map.of(RECORDS, RecordLines.of(records), INFO, RecordLines.pretty(info.orElseThrow())));
  }

  /**
   * The run that files are.
   *
   * @param place where they are from, for messages
   * @throws IOException with the file and the line that cannot be understood
   */
  public static Run of(Path place, Map<String, String> files) throws IOException {
    return new Run(
        place,
        RecordLines.parse(place.resolve(RECORDS), files.get(RECORDS)).records(),
        Optional.of(RecordLines.parseRun(place.resolve(INFO), files.get(INFO))));
  }

  /** One record of each cell: of several attempts one that is not as expected, if there is one. */
  public List<CellRecord> worst() {
    return Attempts.worst(records);
  }

  /** The folder that evidence is relative to. */
  public Path folder() {
    return Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
  }
}
