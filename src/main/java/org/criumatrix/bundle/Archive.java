package org.criumatrix.bundle;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.matrix.Sha256;

/**
 * A {@code .tar.gz} that is written file by file: one folder, with a manifest at its end. Times and
 * owners are fixed, so the same files always make the same bytes.
 */
final class Archive implements Closeable {

  private final Path file;
  private final Path draft;
  private final String folder;
  private final Instant time;
  private final TarArchiveOutputStream tar;
  private final Map<String, String> sums = new TreeMap<>();

  private Archive(Path file, Path draft, String folder, Instant time, TarArchiveOutputStream tar) {
    this.file = file;
    this.draft = draft;
    this.folder = folder;
    this.time = time;
    this.tar = tar;
  }

  /**
   * @param folder the folder in the archive that contains all files
   * @param time the modification time of every file
   */
  static Archive create(Path file, String folder, Instant time) throws IOException {
    var draft = AtomicFile.draft(file);
    var tar =
        new TarArchiveOutputStream(
            new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(draft))),
            StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    return new Archive(file, draft, folder, time, tar);
  }

  void add(String name, String text) throws IOException {
    add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  void add(String name, byte[] bytes) throws IOException {
    if (sums.putIfAbsent(name, Sha256.of(bytes)) != null) {
      throw new IOException("two files of the archive would be called " + name);
    }
    put(name, bytes);
  }

  private void put(String name, byte[] bytes) throws IOException {
    var entry = new TarArchiveEntry(folder + "/" + name);
    entry.setSize(bytes.length);
    entry.setModTime(time.toEpochMilli() / 1000 * 1000);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  /** Adds the manifest, and publishes the archive under its name. */
  void finish() throws IOException {
    put(Manifest.FILE, Manifest.text(sums).getBytes(StandardCharsets.UTF_8));
    tar.close();
    AtomicFile.publish(draft, file);
  }

  /** Closes the archive. An unfinished archive is discarded. */
  @Override
  public void close() throws IOException {
    tar.close();
    Files.deleteIfExists(draft);
  }
}
