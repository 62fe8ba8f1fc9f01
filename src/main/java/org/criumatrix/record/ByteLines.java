package org.criumatrix.record;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The complete lines of a file, each with an end and of a limited length. */
final class ByteLines implements Closeable {

  /** Bytes; the provenance of 100,000 cells that were not run has 19 MB. */
  private static final int LONGEST = 1 << 25;

  private static final int STEP = 1 << 16;

  private final Path file;
  private final InputStream in;
  private byte[] bytes = new byte[STEP];
  private int start;
  private int end;

  ByteLines(Path file) throws IOException {
    this.file = file;
    this.in = Files.newInputStream(file);
  }

  /**
   * Returns the next line without its end; empty behind the last one that is complete. Decodes
   * leniently: a run may have been killed in the middle of a character.
   */
  Optional<String> next() throws IOException {
    var from = start;
    while (true) {
      for (var i = from; i < end; i++) {
        if (bytes[i] == '\n') {
          var line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
          start = i + 1;
          return Optional.of(line);
        }
      }
      from = end - start;
      if (!fill()) {
        return Optional.empty();
      }
    }
  }

  /** Reads more behind what is left, which moves to the beginning; false at the end of the file. */
  private boolean fill() throws IOException {
    var left = end - start;
    if (left > LONGEST) {
      throw new IOException("%s: a line has more than %d bytes".formatted(file, LONGEST));
    }
    if (left + STEP > bytes.length) {
      bytes = Arrays.copyOfRange(bytes, start, start + Math.max(bytes.length, 2 * (left + STEP)));
    } else {
      System.arraycopy(bytes, start, bytes, 0, left);
    }
    start = 0;
    var read = in.read(bytes, left, bytes.length - left);
    end = left + Math.max(0, read);
    return read > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
