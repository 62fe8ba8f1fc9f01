package org.criumatrix.criu;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The statistics that CRIU writes next to its images, {@code stats-dump} and {@code stats-restore}.
 * Names are CRIU's own. Values whose name ends in {@code _time} and {@code irmap_resolve} are
 * microseconds, the others are counts.
 */
public final class CriuStats {

  /**
   * The magic number of a file about images; then follow that of statistics, the size and the
   * payload.
   */
  private static final int SERVICE_MAGIC = 0x55105940;

  private static final int STATS_MAGIC = 0x57093306;
  private static final int HEADER = 3 * Integer.BYTES;

  /**
   * The names of the fields, from CRIU's images/stats.proto; the n-th name belongs to field n + 1.
   */
  private static final List<String> DUMP =
      List.of(
          "freezing_time",
          "frozen_time",
          "memdump_time",
          "memwrite_time",
          "pages_scanned",
          "pages_skipped_parent",
          "pages_written",
          "irmap_resolve",
          "pages_lazy",
          "page_pipes",
          "page_pipe_bufs",
          "shpages_scanned",
          "shpages_skipped_parent",
          "shpages_written");

  private static final List<String> RESTORE =
      List.of(
          "pages_compared", "pages_skipped_cow", "forking_time", "restore_time", "pages_restored");

  private static final Map<Integer, List<String>> NAMES = Map.of(1, DUMP, 2, RESTORE);

  private CriuStats() {}

  /**
   * @throws UncheckedIOException when the file does not exist
   * @throws IllegalArgumentException when it is not a complete statistics image
   */
  public static Map<String, Long> read(Path image) {
    try {
      return read(Files.readAllBytes(image));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the statistics " + image, e);
    }
  }

  /**
   * @return the values by name, in CRIU's order; a field newer than this code is named by its
   *     number, {@code field_15}
   * @throws IllegalArgumentException when it is not a complete statistics image
   */
  public static Map<String, Long> read(byte[] image) {
    var values = new LinkedHashMap<String, Long>();
    payload(image)
        .asMap()
        .forEach(
            (kind, field) ->
                field
                    .getLengthDelimitedList()
                    .forEach(
                        entry ->
                            collect(
                                parse(entry.toByteArray()),
                                NAMES.getOrDefault(kind, List.of()),
                                values)));
    return values;
  }

  private static UnknownFieldSet payload(byte[] image) {
    var buffer = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    if (image.length < HEADER
        || buffer.getInt() != SERVICE_MAGIC
        || buffer.getInt() != STATS_MAGIC) {
      throw new IllegalArgumentException("not a statistics image of CRIU");
    }
    var size = buffer.getInt();
    if (size < 0 || size > buffer.remaining()) {
      throw new IllegalArgumentException("a statistics image that was cut off");
    }
    var payload = new byte[size];
    buffer.get(payload);
    return parse(payload);
  }

  private static UnknownFieldSet parse(byte[] bytes) {
    try {
      return UnknownFieldSet.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a damaged statistics image", e);
    }
  }

  private static void collect(UnknownFieldSet entry, List<String> names, Map<String, Long> into) {
    entry
        .asMap()
        .forEach(
            (number, field) -> {
              var name = number <= names.size() ? names.get(number - 1) : "field_" + number;
              field.getVarintList().forEach(value -> into.put(name, value));
            });
  }
}
