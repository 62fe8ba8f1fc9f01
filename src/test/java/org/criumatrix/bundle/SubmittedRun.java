package org.criumatrix.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.criumatrix.matrix.Sha256;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunId;
import org.criumatrix.runs.Samples;

/** The files of a submission, each of which a test can change, and the archive with them. */
final class SubmittedRun {

  /** After the end of the sample run. */
  static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");

  static final String FOLDER = "run/";

  private final Map<String, byte[]> files = new TreeMap<>();
  private String left = "";

  /** What is put into an archive after its files. */
  @FunctionalInterface
  interface Filling {
    void of(TarArchiveOutputStream tar) throws IOException;
  }

  SubmittedRun() throws IOException {
    var records = List.of(BundledRun.FAILS, BundledRun.WORKS);
    var run = new Run(Path.of("run"), records, Optional.of(Samples.info(records.size())));
    run.asFiles().forEach(this::with);
    var info = run.info().orElseThrow();
    var header =
        new SubmissionHeader(
            SubmissionHeader.FORMAT,
            SubmissionHeader.VERSION,
            info.suite(),
            RunId.of(info).text(),
            "Jane Doe",
            records.size(),
            0,
            "nothing");
    with(SubmissionHeader.FILE, header.text());
  }

  SubmittedRun with(String file, String text) {
    return with(file, text.getBytes(StandardCharsets.UTF_8));
  }

  SubmittedRun with(String file, byte[] bytes) {
    files.put(file, bytes);
    return this;
  }

  SubmittedRun without(String file) {
    left = file;
    return this;
  }

  /** Returns the checksums that fit the files. */
  String manifest() {
    var sums = new TreeMap<String, String>();
    files.forEach((name, bytes) -> sums.put(name, Sha256.of(bytes)));
    return Manifest.text(sums);
  }

  String text(String file) {
    return new String(files.get(file), StandardCharsets.UTF_8);
  }

  /** Replaces a text, which has to be there, in a file. */
  SubmittedRun changed(String file, String old, String replacement) {
    var text = text(file);
    if (!text.contains(old)) {
      throw new IllegalArgumentException("%s has no %s: %s".formatted(file, old, text));
    }
    return with(file, text.replace(old, replacement));
  }

  /** Writes the archive, with checksums that fit if there are no others. */
  Path archive(Path folder) throws IOException {
    return archive(folder, tar -> {});
  }

  Path archive(Path folder, Filling more) throws IOException {
    var all = new TreeMap<>(files);
    all.putIfAbsent(Manifest.FILE, manifest().getBytes(StandardCharsets.UTF_8));
    all.remove(left);
    return packed(
        folder,
        tar -> {
          for (var file : all.entrySet()) {
            put(tar, FOLDER + file.getKey(), file.getValue());
          }
          more.of(tar);
        });
  }

  static Path packed(Path folder, Filling filling) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      filling.of(tar);
    }
    return Files.write(folder.resolve("sent.tar.gz"), bytes.toByteArray());
  }

  static void put(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  static Submission read(Path archive) throws IOException {
    return new SubmissionReader(archive, SubmissionLimits.STANDARD, NOW).read();
  }
}
