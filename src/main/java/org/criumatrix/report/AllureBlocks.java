package org.criumatrix.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The files of an Allure report as elements of its page. An element has several files: one after
 * the other, compressed, in base64, with their names and sizes in an attribute. {@code allure.js}
 * unpacks an element when Allure asks for one of its files.
 */
final class AllureBlocks {

  /** Unpacked in a few milliseconds, and large enough to be compressed well. */
  private static final int BLOCK_BYTES = 256 * 1024;

  private static final Pattern ELEMENT =
      Pattern.compile("<script type=\"text/plain\" data-files=\"([^\"]+)\">([^<]*)</script>");

  private final List<String> elements = new ArrayList<>();
  private final StringBuilder names = new StringBuilder();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  void add(String name, byte[] file) {
    names.append(names.isEmpty() ? "" : " ").append(name).append(':').append(file.length);
    content.writeBytes(file);
    if (content.size() >= BLOCK_BYTES) {
      flush();
    }
  }

  /** Returns the elements with all files so far. */
  List<String> elements() {
    flush();
    return List.copyOf(elements);
  }

  private void flush() {
    if (!names.isEmpty()) {
      elements.add(
          "<script type=\"text/plain\" data-files=\"%s\">%s</script>"
              .formatted(names, Base64.getEncoder().encodeToString(gzip(content.toByteArray()))));
      names.setLength(0);
      content.reset();
    }
  }

  private static byte[] gzip(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /**
   * Reads the files of a page whose names begin so.
   *
   * @throws IOException if the page cannot be read
   */
  static void read(Path page, String prefix, AllureData.Reader reader) throws IOException {
    try (var lines = Files.lines(page, StandardCharsets.UTF_8)) {
      for (var line : (Iterable<String>) lines::iterator) {
        var element = ELEMENT.matcher(line);
        if (element.matches() && element.group(1).contains(prefix)) {
          read(element.group(1), element.group(2), prefix, reader);
        }
      }
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new IOException(page + " is not an Allure report: " + e.getMessage(), e);
    }
  }

  private static void read(String names, String base64, String prefix, AllureData.Reader reader)
      throws IOException {
    var packed = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
    try (var in = new GZIPInputStream(packed)) {
      for (var entry : names.split(" ")) {
        var colon = entry.lastIndexOf(':');
        var name = entry.substring(0, colon);
        var file = in.readNBytes(Integer.parseInt(entry.substring(colon + 1)));
        if (name.startsWith(prefix)) {
          reader.file(name, file);
        }
      }
    }
  }
}
