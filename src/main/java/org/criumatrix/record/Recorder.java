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

/** Writes {@code records.jsonl}, a line as each cell ends, and {@code run.json}. */
public final class Recorder {

  private final Path folder;
  private final Map<String, CellRecord> records = new LinkedHashMap<>();

  /** Whether the last write failed, so that the file may end in half a line. */
  private boolean half;

  private Recorder(Path folder) {
    this.folder = folder;
  }

  /** Begins a new run; the records of the one before are kept as {@code records.previous.jsonl}. */
  public static Recorder fresh(Path folder) throws IOException {
    var recorder = new Recorder(folder);
    Files.createDirectories(folder);
    if (Files.exists(recorder.file())) {
      Files.move(
          recorder.file(),
          folder.resolve("records.previous.jsonl"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    // If this run is killed, its records must not pass for the other run's.
    Files.deleteIfExists(folder.resolve(Run.INFO));
    return recorder;
  }

  /**
   * Goes on with the run that was cut off: its records stand. A last line that is not whole is
   * dropped.
   */
  public static Recorder resumed(Path folder) throws IOException {
    var recorder = new Recorder(folder);
    Files.createDirectories(folder);
    if (Files.exists(recorder.file())) {
      // A broken cell is not a finding: it is tried again.
      read(recorder.file()).stream()
          .filter(r -> r.verdict() != Verdict.BROKEN)
          .forEach(r -> recorder.keep(r));
      recorder.rewrite();
    }
    return recorder;
  }

  /**
   * Every whole line of a file of records.
   *
   * @throws IOException when it cannot be read, or a line that is not the last cannot be understood
   */
  public static List<CellRecord> read(Path file) throws IOException {
    return RecordLines.read(file).records();
  }

  /**
   * Adds a record: in one write, so that a run that is killed leaves whole lines.
   *
   * @throws IOException when the disk does not take it; the record is kept in memory all the same
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

  /** Files.writeString writes what is long in pieces. */
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

  /** One record of each cell: of several attempts one that is not as expected, if there is one. */
  public synchronized List<CellRecord> worst() {
    return Attempts.worst(records.values());
  }

  /** Every record, of every attempt. */
  public synchronized List<CellRecord> records() {
    return List.copyOf(records.values());
  }
}
