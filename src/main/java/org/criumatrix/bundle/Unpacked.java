package org.criumatrix.bundle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.criumatrix.matrix.Sha256;

/**
 * The content of an archive, read without unpacking it to disk: the checksum of every file, and the
 * text of the wanted files.
 *
 * @param sums path below the archive's folder → SHA-256
 */
record Unpacked(Map<String, String> sums, Map<String, String> texts) {

  /** Maximum number of bytes of a text, 256 MiB. Evidence is never kept in memory. */
  private static final int LIMIT = 1 << 28;

  private static final Set<Byte> PLAIN =
      Set.of(TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL, TarConstants.LF_DIR);

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /**
   * @throws IOException if the file is not an archive, or the archive is unsafe to unpack
   */
  static Unpacked read(Path archive, Set<String> wanted) throws IOException {
    try (var in = new BufferedInputStream(Files.newInputStream(archive));
        var tar = new GZIPInputStream(in)) {
      return readTar(tar, wanted);
    } catch (OutOfMemoryError e) {
      // A few kilobytes can contain a name of one gigabyte.
      throw new IOException("it needs more memory than is available", e);
    }
  }

  static Unpacked readTar(InputStream in, Set<String> wanted) throws IOException {
    var sums = new TreeMap<String, String>();
    var texts = new TreeMap<String, String>();
    String folder = null;
    try (var tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name())) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var slash = entry.getName().indexOf('/');
        check(entry, slash);
        if (entry.getLinkFlag() == TarConstants.LF_DIR) {
          continue;
        }
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
    var sum = Sha256.digest();
    var text = new byte[0];
    var summed = new DigestInputStream(tar, sum);
    if (wanted) {
      text = summed.readNBytes(LIMIT);
      if (tar.read() >= 0) {
        throw new IOException("%s has %d bytes".formatted(name, entry.getSize()));
      }
    } else {
      summed.transferTo(OutputStream.nullOutputStream());
    }
    if (sums.put(name, HexFormat.of().formatHex(sum.digest())) != null) {
      throw new IOException("it has two files " + name);
    }
    return wanted ? Optional.of(new String(text, StandardCharsets.UTF_8)) : Optional.empty();
  }

  /** Checks that an entry is a regular file that is unpacked inside the archive's folder. */
  private static void check(TarArchiveEntry entry, int slash) throws IOException {
    var name = entry.getName();
    if (CONTROL.matcher(name).find()) {
      throw new IOException(
          "%s has a control character in its name"
              .formatted(CONTROL.matcher(name).replaceAll("?")));
    }
    // Check only the flag: the library takes every name that ends in a slash for a folder, even a
    // link's.
    if (!PLAIN.contains(entry.getLinkFlag()) || entry.isSparse()) {
      throw new IOException("%s is no plain file".formatted(name));
    }
    if (slash < 1 || List.of(name.split("/", -1)).contains("..")) {
      throw new IOException("%s would be unpacked outside of its folder".formatted(name));
    }
    if (name.contains("//") || List.of(name.split("/", -1)).contains(".")) {
      throw new IOException("%s is another spelling of a file's name".formatted(name));
    }
  }
}
