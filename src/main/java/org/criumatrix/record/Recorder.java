package org.criumatrix.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code records.jsonl}, a line as each cell ends, and {@code run.json}. */
public final class Recorder {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

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
      // A broken cell is nobody's finding: it is tried again.
      read(recorder.file()).stream()
          .filter(r -> !r.verdict().equals("broken"))
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
    // Decoded leniently: a run that was cut off may have been so in the middle of a letter.
    var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    var lines = text.split("\n");
    var whole = text.endsWith("\n") ? lines.length : lines.length - 1;
    var records = new ArrayList<CellRecord>();
    for (var i = 0; i < whole; i++) {
      try {
        records.add(JSON.readValue(lines[i], CellRecord.class));
      } catch (IOException e) {
        throw new IOException("%s:%d: not a record: %s".formatted(file, i + 1, e.getMessage()), e);
      }
    }
    return records;
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
      var line = JSON.writeValueAsString(record) + "\n";
      Files.writeString(file(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    half = false;
  }

  public synchronized void write(RunInfo run) throws IOException {
    replace("run.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(run) + "\n");
  }

  private void rewrite() throws IOException {
    var text = new StringBuilder();
    for (var record : records.values()) {
      text.append(JSON.writeValueAsString(record)).append('\n');
    }
    replace(file().getFileName().toString(), text.toString());
  }

  private void replace(String name, String text) throws IOException {
    var half = folder.resolve(name + ".new");
    Files.writeString(half, text);
    Files.move(
        half,
        folder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private Path file() {
    return folder.resolve("records.jsonl");
  }

  private void keep(CellRecord record) {
    records.put(key(record.cell(), record.attempt()), record);
  }

  private static String key(String cell, int attempt) {
    return cell + "#" + attempt;
  }

  public synchronized boolean has(String cell, int attempt) {
    return records.containsKey(key(cell, attempt));
  }

  /** One record of each cell: of several attempts one that is not as expected, if there is one. */
  public synchronized List<CellRecord> worst() {
    var worst = new LinkedHashMap<String, CellRecord>();
    records.values().forEach(r -> worst.merge(r.cell(), r, Recorder::worse));
    return List.copyOf(worst.values());
  }

  private static CellRecord worse(CellRecord one, CellRecord other) {
    return one.judgement().equals("as expected") ? other : one;
  }

  /** Every record, of every attempt. */
  public synchronized List<CellRecord> records() {
    return List.copyOf(records.values());
  }
}
