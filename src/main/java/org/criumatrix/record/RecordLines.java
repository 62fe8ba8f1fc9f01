package org.criumatrix.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads and writes files of JSON lines, one record each. If the file is a whole run, the first line
 * is its provenance.
 */
final class RecordLines {

  private static final ObjectMapper JSON = RecordJson.mapper();

  /** The beginning of the line with a run's provenance. */
  private static final String RUN = "{\"run\":";

  private RecordLines() {}

  private record Header(RunInfo run) {
    Header {
      if (run == null) {
        throw new IllegalArgumentException("the run is null");
      }
    }
  }

  record Content(Optional<RunInfo> run, List<CellRecord> records) {}

  static String of(CellRecord record) throws IOException {
    return JSON.writeValueAsString(record) + "\n";
  }

  static String of(Collection<CellRecord> records) throws IOException {
    var lines = new StringBuilder();
    for (var record : records) {
      lines.append(of(record));
    }
    return lines.toString();
  }

  static String of(RunInfo run) throws IOException {
    return JSON.writeValueAsString(new Header(run)) + "\n";
  }

  static String pretty(RunInfo run) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(run) + "\n";
  }

  /**
   * @param file a file in the format of {@link #pretty}
   */
  static RunInfo readRun(Path file) throws IOException {
    return parseRun(file, text(file));
  }

  /**
   * @param file the file that the text comes from
   */
  static RunInfo parseRun(Path file, String text) throws IOException {
    try {
      return read(text, RunInfo.class);
    } catch (JsonProcessingException e) {
      throw new IOException("%s: not the provenance of a run: %s".formatted(file, describe(e)), e);
    }
  }

  /**
   * Returns the records of all complete lines.
   *
   * @throws IOException if the file cannot be read, or a line other than the last is malformed
   */
  static Content read(Path file) throws IOException {
    return parse(file, text(file));
  }

  /** Decodes leniently: a run may have been killed in the middle of a character. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /**
   * @param file the file that the text comes from
   */
  static Content parse(Path file, String text) throws IOException {
    var lines = text.split("\n");
    var whole = text.endsWith("\n") ? lines.length : lines.length - 1;
    Optional<RunInfo> run = Optional.empty();
    var records = new ArrayList<CellRecord>();
    for (var i = 0; i < whole; i++) {
      if (i == 0 && lines[i].startsWith(RUN)) {
        run = Optional.of(value(file, i + 1, lines[i], Header.class).run());
      } else {
        records.add(value(file, i + 1, lines[i], CellRecord.class));
      }
    }
    return new Content(run, records);
  }

  /**
   * Reads the first line of a file, which may be a run's provenance.
   *
   * @throws IOException if it cannot be read, or is too long
   */
  static Optional<RunInfo> header(Path file) throws IOException {
    try (var lines = new ByteLines(file)) {
      var first = lines.next();
      return first.filter(l -> l.startsWith(RUN)).isPresent()
          ? Optional.of(value(file, 1, first.get(), Header.class).run())
          : Optional.empty();
    }
  }

  /**
   * Hands the records of all complete lines to a consumer, one after the other, so that the file
   * need not fit into memory.
   *
   * @throws IOException if the file cannot be read, or a line other than the last is malformed
   */
  static void each(Path file, Consumer<CellRecord> consumer) throws IOException {
    try (var lines = new ByteLines(file)) {
      var number = 0;
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        number++;
        if (number > 1 || !line.get().startsWith(RUN)) {
          consumer.accept(value(file, number, line.get(), CellRecord.class));
        }
      }
    }
  }

  /** Counts the records of all complete lines, well-formed or not. */
  static int count(Path file) throws IOException {
    try (var lines = new ByteLines(file)) {
      var count = 0;
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        count += line.get().startsWith(RUN) ? 0 : 1;
      }
      return count;
    }
  }

  private static <T> T value(Path file, int number, String line, Class<T> what) throws IOException {
    try {
      return read(line, what);
    } catch (JsonProcessingException e) {
      throw new IOException("%s:%d: not a record: %s".formatted(file, number, describe(e)), e);
    }
  }

  private static <T> T read(String text, Class<T> what) throws JsonProcessingException {
    try {
      var read = JSON.readValue(text, what);
      if (read == null) {
        throw new JsonMappingException(null, "nothing at all");
      }
      return read;
    } catch (IllegalArgumentException e) {
      throw new JsonMappingException(null, e.getMessage(), e);
    }
  }

  /** Returns the message of the original exception, without the class names that Jackson adds. */
  private static String describe(JsonProcessingException e) {
    return e.getCause() instanceof IllegalArgumentException own
        ? own.getMessage()
        : e.getOriginalMessage();
  }
}
