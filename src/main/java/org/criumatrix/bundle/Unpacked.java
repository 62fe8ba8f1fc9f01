package org.criumatrix.bundle;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.criumatrix.matrix.Sha256;

/**
 * An archive as it was read, nothing of it written anywhere: the checksum of every file, and the
 * text of those that are looked into.
 *
 * @param sums path below the archive's folder → SHA-256
 */
record Unpacked(Map<String, String> sums, Map<String, String> texts) {

  /** Bytes of one text, 1 GiB, what Java can hold of it; evidence is never held. */
  private static final long LIMIT = 1L << 30;

  /**
   * @throws IOException when it is no archive, or one that is not to be unpacked anywhere
   */
  static Unpacked read(Path archive, Set<String> wanted) throws IOException {
    var sums = new TreeMap<String, String>();
    var texts = new TreeMap<String, String>();
    String folder = null;
    try (var in = new BufferedInputStream(Files.newInputStream(archive));
        var tar =
            new TarArchiveInputStream(new GZIPInputStream(in), StandardCharsets.UTF_8.name())) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isDirectory()) {
          continue;
        }
        var slash = entry.getName().indexOf('/');
        check(entry, slash);
        var top = entry.getName().substring(0, slash);
        if (folder != null && !folder.equals(top)) {
          throw new IOException("it has two folders, %s and %s".formatted(folder, top));
        }
        folder = top;
        var name = entry.getName().substring(slash + 1);
        var text = take(tar, entry, wanted.contains(name), name, sums);
        text.ifPresent(t -> texts.put(name, t));
      }
    }
    return new Unpacked(sums, texts);
  }

  private static Optional<String> take(
      InputStream tar, TarArchiveEntry entry, boolean wanted, String name, Map<String, String> sums)
      throws IOException {
    if (wanted && entry.getSize() > LIMIT) {
      throw new IOException("%s has %d bytes".formatted(name, entry.getSize()));
    }
    var text = new ByteArrayOutputStream();
    var sum = Sha256.digest();
    tar.transferTo(new DigestOutputStream(wanted ? text : OutputStream.nullOutputStream(), sum));
    if (sums.put(name, HexFormat.of().formatHex(sum.digest())) != null) {
      throw new IOException("it has two files " + name);
    }
    return wanted ? Optional.of(text.toString(StandardCharsets.UTF_8)) : Optional.empty();
  }

  /** What somebody unpacks is to stay where it is unpacked. */
  private static void check(TarArchiveEntry entry, int slash) throws IOException {
    var name = entry.getName();
    if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink()) {
      throw new IOException("%s is no plain file".formatted(name));
    }
    if (slash < 1 || name.startsWith("/") || List.of(name.split("/", -1)).contains("..")) {
      throw new IOException("%s would be unpacked outside of its folder".formatted(name));
    }
  }
}
