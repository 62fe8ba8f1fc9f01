package org.criumatrix.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunId;

/** Writes a run as an archive that others accept from strangers. */
public final class SubmissionWriter {

  private final Run original;
  private final List<CellRecord> chosen;
  private final Redactor redactor;
  private final String by;
  private final Instant now;

  /**
   * @param run the run, which has provenance
   * @param chosen the records whose evidence is included
   * @param by who submits it; null if unnamed
   * @throws IllegalArgumentException if the name cannot be used
   */
  public SubmissionWriter(Run run, List<CellRecord> chosen, Redactor redactor, String by) {
    this(run, chosen, redactor, by, Instant.now());
  }

  SubmissionWriter(Run run, List<CellRecord> chosen, Redactor redactor, String by, Instant now) {
    if (by != null) {
      SubmissionHeader.problemOfName(by)
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
    }
    this.original = run.recounted();
    this.chosen = List.copyOf(chosen);
    this.redactor = redactor;
    this.by = by;
    this.now = now;
  }

  /** Returns the name of a run's archive, without its folder. */
  public static String name(RunId id) {
    return "criu-matrix-" + id;
  }

  /**
   * Writes the archive, and reads it as its recipient will.
   *
   * @return what the recipient reads
   * @throws IOException if it cannot be written, or would be refused; then no file is left
   */
  public Submission write(Path file) throws IOException {
    var evidence = RunEvidence.of(original, chosen);
    evidence.teach(redactor);
    // The path of a user's own build can reveal the user's name.
    original.asFiles().values().forEach(redactor::learn);
    var run = RedactedRun.of(original, redactor);
    var info = run.info().orElseThrow();
    var id = RunId.of(info);
    if (!id.equals(RunId.of(original.info().orElseThrow()))) {
      throw new IOException(
          "redaction would change the id of the run: a word named by --redact is in its options, version or processor");
    }
    try (var archive = Archive.create(file, name(id), Instant.parse(info.started()))) {
      var texts = run.asFiles();
      for (var part : texts.entrySet()) {
        archive.add(part.getKey(), part.getValue());
      }
      evidence.addTo(archive, redactor);
      // Last: only now is it known what was redacted.
      var header =
          new SubmissionHeader(
              SubmissionHeader.FORMAT,
              SubmissionHeader.VERSION,
              info.suite(),
              id.text(),
              by,
              run.records().size(),
              evidence.files().size(),
              redactor.describe());
      archive.add(SubmissionHeader.FILE, header.text());
      archive.finish();
    }
    try {
      return new SubmissionReader(file, SubmissionLimits.STANDARD, now).read();
    } catch (IOException e) {
      Files.delete(file);
      throw e;
    }
  }
}
