package org.criumatrix.bundle;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.criumatrix.matrix.Sha256;

/**
 * The content of an archive, read without unpacking it to disk: the checksum and the size of every
 * file, and the text of the wanted files.
 *
 * @param sums path below the archive's folder → SHA-256
 * @param sizes path below the archive's folder → bytes
 */
record Unpacked(Map<String, String> sums, Map<String, Long> sizes, Map<String, String> texts) {

  /**
   * How much is unpacked at most.
   *
   * @param bytes bytes of all files
   * @param files number of files and folders
   * @param text bytes of a wanted file. Other files are never kept in memory
   */
  record Limits(long bytes, int files, int text) {

    /** For a bundle: the evidence of 20,000 cells has 4 GB. */
    static final Limits BUNDLE = new Limits(1L << 33, 1_000_000, 1 << 28);
  }

  /**
   * @throws IOException if the file is not an archive, or the archive is unsafe to unpack
   */
  static Unpacked read(Path archive, Set<String> wanted) throws IOException {
    try (var in = new BufferedInputStream(Files.newInputStream(archive))) {
      return readTar(gunzip(in), wanted);
    }
  }

  static Unpacked readTar(InputStream in, Set<String> wanted) throws IOException {
    return readTar(in, wanted, Limits.BUNDLE);
  }

  static Unpacked readTar(InputStream in, Set<String> wanted, Limits limits) throws IOException {
    var unpacked = new Unpacked(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    try {
      PlainFiles.walk(
          in,
          limits,
          (name, content) ->
              unpacked.take(name, content, wanted.contains(name) ? limits.text() : 0));
    } catch (EOFException e) {
      throw new IOException("it ends too early: " + e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw new IOException("it needs more memory than is available", e);
    }
    return unpacked;
  }

  /**
   * @throws IOException if it is not compressed by gzip
   */
  static InputStream gunzip(InputStream in) throws IOException {
    try {
      return new GZIPInputStream(in);
    } catch (ZipException | EOFException e) {
      throw new IOException("it is no .tar.gz: " + e.getMessage(), e);
    }
  }

  /**
   * @param limit maximum number of bytes of a text; 0: only the checksum and the size are wanted
   */
  private void take(String name, InputStream content, int limit) throws IOException {
    var sum = Sha256.digest();
    var summed = new DigestInputStream(content, sum);
    if (limit > 0) {
      var text = summed.readNBytes(limit);
      if (content.read() >= 0) {
        throw new IOException("%s has more than %,d bytes".formatted(name, limit));
      }
      sizes.put(name, (long) text.length);
      texts.put(name, utf8(name, text));
    } else {
      sizes.put(name, summed.transferTo(OutputStream.nullOutputStream()));
    }
    sums.put(name, HexFormat.of().formatHex(sum.digest()));
  }

  /**
   * @param name the file and, if known, the line, for messages
   * @throws IOException if the bytes are not UTF-8
   */
  static String utf8(String name, byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(name + " is not UTF-8", e);
    }
  }
}
