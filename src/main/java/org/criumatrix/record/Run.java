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
 * A finished run on disk: a folder with {@code records.jsonl} and {@code run.json}, or one file
 * with both.
 *
 * @param place the folder or the file
 * @param records the records of all attempts
 * @param info the provenance; empty if the run was cut off before it wrote any
 */
public record Run(Path place, List<CellRecord> records, Optional<RunInfo> info) {

  public static final String RECORDS = "records.jsonl";
  public static final String INFO = "run.json";

  /** The files of a run's folder. */
  public static final Set<String> FILES = Set.of(RECORDS, INFO);

  public Run {
    records = List.copyOf(records);
  }

  /**
   * @param place a run's folder, its {@code records.jsonl}, or a file of the history
   * @throws IOException with the problem
   */
  public static Run read(Path place) throws IOException {
    var file = Files.isDirectory(place) ? place.resolve(RECORDS) : place;
    var info = infoBeside(file);
    if (!Files.exists(file) && info.filter(i -> i.cellsRecorded() == 0).isPresent()) {
      // A shard without cells is a run too.
      return new Run(place, List.of(), info);
    }
    if (!Files.isRegularFile(file)) {
      throw isNone(place, file);
    }
    var content = RecordLines.read(file);
    return new Run(place, content.records(), content.run().or(() -> info));
  }

  static IOException isNone(Path place, Path file) {
    return new IOException(
        "%s is no run: there is no file %s; a run's folder has one".formatted(place, file));
  }

  /** Reads the provenance next to the file, if it belongs to this file. */
  static Optional<RunInfo> infoBeside(Path file) throws IOException {
    var beside = file.resolveSibling(INFO);
    return file.endsWith(RECORDS) && Files.exists(beside)
        ? Optional.of(RecordLines.readRun(beside))
        : Optional.empty();
  }

  /** Returns the whole run as one text of JSON lines, which {@link #read} can read. */
  public String asOneText() throws IOException {
    var header = info.isPresent() ? RecordLines.of(info.get()) : "";
    return header + RecordLines.of(records);
  }

  /**
   * Returns the files of the run, name → text, sorted by name.
   *
   * @throws java.util.NoSuchElementException if the run was cut off before it had provenance
   */
  public SortedMap<String, String> asFiles() throws IOException {
    return new TreeMap<>(
        Map.of(RECORDS, RecordLines.of(records), INFO, RecordLines.pretty(info.orElseThrow())));
  }

  /**
   * Returns the run that consists of these files.
   *
   * @param place the source of the files, for messages
   * @throws IOException with the file and line that is malformed
   */
  public static Run of(Path place, Map<String, String> files) throws IOException {
    return new Run(
        place,
        RecordLines.parse(place.resolve(RECORDS), files.get(RECORDS)).records(),
        Optional.of(RecordLines.parseRun(place.resolve(INFO), files.get(INFO))));
  }

  /** Returns one record for each cell. If an attempt is not as expected, its record is returned. */
  public List<CellRecord> worst() {
    return Attempts.worst(records);
  }

  /**
   * Returns the run with one record for each attempt, and with provenance that counts them: that of
   * a run which was killed is older than its records.
   */
  public Run recounted() {
    var last = Attempts.last(records);
    return new Run(place, last, info.map(i -> i.counting(last)));
  }

  /** Returns the folder that evidence paths are relative to. */
  public Path folder() {
    return Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
  }
}
