package org.criumatrix.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunId;
import org.criumatrix.record.RunInfo;
import org.criumatrix.report.Reports;

/**
 * Reads an archive that strangers sent, in memory: nothing is written to disk. The archive is read
 * twice, since its provenance can come after its records.
 */
final class SubmissionReader {

  private static final Set<String> SMALL = Set.of(SubmissionHeader.FILE, Run.INFO, Manifest.FILE);

  private static final Set<String> BUNDLE =
      Set.of(BundleReadme.FILE, BundleReadme.COMMANDS, Citation.FILE);

  private static final String EVIDENCE = "evidence/";
  private static final String REPORTS = "reports/";

  private final Path archive;
  private final SubmissionLimits limits;
  private final Instant now;

  /**
   * @param now the present time: what the archive says about later is refused
   */
  SubmissionReader(Path archive, SubmissionLimits limits, Instant now) {
    this.archive = archive;
    this.limits = limits;
    this.now = now;
  }

  /**
   * @throws IOException with the archive, the file in it and the rule that it breaks
   */
  Submission read() throws IOException {
    try {
      return read(packed());
    } catch (IOException e) {
      throw new IOException(PlainText.oneLine("%s: %s".formatted(archive, e.getMessage())), e);
    } catch (OutOfMemoryError e) {
      throw new IOException(archive + ": it needs more memory than is available", e);
    }
  }

  private byte[] packed() throws IOException {
    if (!Files.isRegularFile(archive)) {
      throw new IOException("there is no such file");
    }
    try (var in = Files.newInputStream(archive)) {
      var bytes = in.readNBytes(limits.packed());
      if (in.read() >= 0) {
        throw new IOException("it has more than %,d bytes".formatted(limits.packed()));
      }
      return bytes;
    }
  }

  private Submission read(byte[] packed) throws IOException {
    var tar = Unpacked.gunzip(new ByteArrayInputStream(packed));
    var unpacked = Unpacked.readTar(tar, SMALL, limits.unpacked());
    checkFiles(unpacked);
    var header = header(unpacked);
    var info = info(unpacked);
    var records = records(packed, info);
    if (records.isEmpty() || info.cellsRecorded() != records.size()) {
      throw new IOException(
          "run.json speaks of %d records, records.jsonl has %d"
              .formatted(info.cellsRecorded(), records.size()));
    }
    var id = RunId.of(info);
    if (header.isPresent()) {
      check(header.get(), id, info, unpacked.sums().keySet());
    }
    return new Submission(
        id,
        header.map(SubmissionHeader::by).orElse(""),
        header.map(SubmissionHeader::redacted).orElse(""),
        // No folder of this machine: evidence next to the archive does not belong to the run.
        new Run(archive.resolve(id.text()), records, Optional.of(info)),
        Collections.unmodifiableSortedMap(new TreeMap<>(unpacked.sizes())));
  }

  private static void checkFiles(Unpacked unpacked) throws IOException {
    var names = unpacked.sums().keySet();
    var required = new TreeSet<>(Run.FILES);
    required.add(Manifest.FILE);
    for (var name : required) {
      if (!names.contains(name)) {
        throw new IOException("there is no " + name);
      }
    }
    var isSubmission = names.contains(SubmissionHeader.FILE);
    for (var name : names) {
      if (!required.contains(name) && !isAllowed(name, isSubmission)) {
        throw new IOException(
            "%s is no file of a %s".formatted(name, isSubmission ? "submission" : "bundle"));
      }
    }
    var problems =
        Manifest.problems(Manifest.parse(unpacked.texts().get(Manifest.FILE)), unpacked.sums());
    if (!problems.isEmpty()) {
      throw new IOException(problems.get(0));
    }
  }

  private static boolean isAllowed(String name, boolean isSubmission) {
    return name.startsWith(EVIDENCE)
        || (isSubmission
            ? name.equals(SubmissionHeader.FILE)
            : name.startsWith(REPORTS) || BUNDLE.contains(name) || Reports.files().contains(name));
  }

  private Optional<SubmissionHeader> header(Unpacked unpacked) throws IOException {
    var text = unpacked.texts().get(SubmissionHeader.FILE);
    return text == null ? Optional.empty() : Optional.of(SubmissionHeader.read(text));
  }

  private RunInfo info(Unpacked unpacked) throws IOException {
    return StrictJson.value(
        Run.INFO, StrictJson.tree(Run.INFO, unpacked.texts().get(Run.INFO)), RunInfo.class);
  }

  private List<CellRecord> records(byte[] packed, RunInfo info) throws IOException {
    SubmissionRules rules;
    try {
      rules = new SubmissionRules(info, now);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s: %s".formatted(Run.INFO, e.getMessage()), e);
    }
    var records = new ArrayList<CellRecord>();
    var stream = new RecordStream(Run.RECORDS, limits.cells(), rules);
    PlainFiles.walk(
        Unpacked.gunzip(new ByteArrayInputStream(packed)),
        limits.unpacked(),
        (name, content) -> {
          if (name.equals(Run.RECORDS)) {
            records.addAll(stream.read(content));
          }
        });
    return records;
  }

  private static void check(SubmissionHeader header, RunId id, RunInfo info, Set<String> names)
      throws IOException {
    var evidence = names.stream().filter(n -> n.startsWith(EVIDENCE)).count();
    same("run", header.run(), id.text());
    same("suite", header.suite(), info.suite());
    same("records", header.records(), info.cellsRecorded());
    same("evidence", (long) header.evidence(), evidence);
  }

  private static void same(String field, Object said, Object found) throws IOException {
    if (!found.equals(said)) {
      throw new IOException(
          "%s: '%s' is %s, but that of the run is %s"
              .formatted(SubmissionHeader.FILE, field, said, found));
    }
  }
}
