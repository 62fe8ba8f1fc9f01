package org.criumatrix.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.verdict.Verdict;

/** Writes {@code records.jsonl}, one line after each cell, and {@code run.json}. */
public final class Recorder {

  private final Path folder;
  private final Map<String, CellRecord> records = new LinkedHashMap<>();

  /** Whether the last write failed, so that the file may end with an incomplete line. */
  private boolean half;

  private Recorder(Path folder) {
    this.folder = folder;
  }

  /**
   * Begins a new run. The records of the previous run are kept as {@code records.previous.jsonl}.
   */
  public static Recorder fresh(Path folder) throws IOException {
    var recorder = new Recorder(folder);
    Files.createDirectories(folder);
    if (Files.exists(recorder.file())) {
      Files.move(
          recorder.file(),
          folder.resolve("records.previous.jsonl"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    // If this run is killed, its records must not be mistaken for those of the previous run.
    Files.deleteIfExists(folder.resolve(Run.INFO));
    return recorder;
  }

  /**
   * Continues a run that was cut off, and keeps its records. An incomplete last line is dropped.
   */
  public static Recorder resumed(Path folder) throws IOException {
    var recorder = new Recorder(folder);
    Files.createDirectories(folder);
    if (Files.exists(recorder.file())) {
      // A broken cell is not a result: it is run again.
      read(recorder.file()).stream()
          .filter(r -> r.verdict() != Verdict.BROKEN)
          .forEach(r -> recorder.keep(r));
      recorder.rewrite();
    }
    return recorder;
  }

  /**
   * Returns the records of all complete lines of a file.
   *
   * @throws IOException if the file cannot be read, or a line other than the last is malformed
   */
  public static List<CellRecord> read(Path file) throws IOException {
    return RecordLines.read(file).records();
  }

  /**
   * Adds a record with a single write, so that a killed run leaves complete lines.
   *
   * @throws IOException if the write fails; the record is kept in memory in any case
   */
  public synchronized void add(CellRecord record) throws IOException {
    keep(record);
    if (half) {
      rewrite();
    } else {
      half = true;
      append(RecordLines.of(record));
    }
    half = false;
  }

  /** Appends a line with one write. Files.writeString splits long texts. */
  private void append(String line) throws IOException {
    try (var file =
        FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    }
  }

  public synchronized void write(RunInfo run) throws IOException {
    AtomicFile.write(folder.resolve(Run.INFO), RecordLines.pretty(run));
  }

  private void rewrite() throws IOException {
    AtomicFile.write(file(), RecordLines.of(records.values()));
  }

  private Path file() {
    return folder.resolve(Run.RECORDS);
  }

  private void keep(CellRecord record) {
    records.put(Attempts.key(record.id(), record.attempt()), record);
  }

  public synchronized boolean has(String cell, int attempt) {
    return records.containsKey(Attempts.key(cell, attempt));
  }

  /** Returns one record for each cell. If an attempt is not as expected, its record is returned. */
  public synchronized List<CellRecord> worst() {
    return Attempts.worst(records.values());
  }

  /** Returns the records of all attempts. */
  public synchronized List<CellRecord> records() {
    return List.copyOf(records.values());
  }
}
