package org.criumatrix.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.report.Reports;

/** Writes a run as one archive, for a paper or a report. */
public final class Bundle {

  private final Run original;
  private final List<CellRecord> chosen;
  private final Redactor redactor;
  private final List<String> authors;

  /**
   * @param run the run, which has provenance
   * @param chosen the records whose evidence is included
   * @param authors the authors for the citation, as {@code Family, Given}; none: the suite's
   *     authors
   */
  public Bundle(Run run, List<CellRecord> chosen, Redactor redactor, List<String> authors) {
    this.original = run;
    this.chosen = List.copyOf(chosen);
    this.redactor = redactor;
    this.authors = List.copyOf(authors);
  }

  /** Returns the name of this run's archive, without its folder. */
  public static String name(RunInfo info) {
    return "criu-matrix-" + info.started().replaceAll("[:.].*", "").replace("T", "-");
  }

  /**
   * @return the number of evidence files in it
   */
  public int write(Path file) throws IOException {
    var evidence = RunEvidence.of(original, chosen);
    evidence.teach(redactor);
    // The path of a user's own build can reveal the user's name.
    original.asFiles().values().forEach(redactor::learn);
    var run = RedactedRun.of(original, redactor);
    var info = run.info().orElseThrow();
    try (var archive = Archive.create(file, name(info), Instant.parse(info.started()))) {
      for (var part : run.asFiles().entrySet()) {
        archive.add(part.getKey(), part.getValue());
      }
      var files = evidence.files().keySet().stream().map(redactor::redact).toList();
      for (var page : Reports.texts(run.records(), info, files).entrySet()) {
        archive.add(page.getKey(), page.getValue());
      }
      evidence.addTo(archive, redactor);
      for (var record : chosen) {
        if (BugReport.isFor(record)) {
          archive.add("reports/" + reportName(record), BugReport.of(record, original, redactor));
        }
      }
      archive.add(BundleReadme.COMMANDS, BundleReadme.commands(run, info));
      var title = title(info);
      archive.add(Citation.FILE, Citation.text(info, title, authors));
      // Last: only now is it known what was redacted.
      archive.add(BundleReadme.FILE, BundleReadme.text(title, run, info, chosen.size(), redactor));
      archive.finish();
    }
    return evidence.files().size();
  }

  private static String title(RunInfo info) {
    var kernels =
        info.hosts().values().stream()
            .map(facts -> facts.getOrDefault("kernel", "unknown"))
            .distinct()
            .sorted()
            .toList();
    return "What CRIU checkpoints and restores on Linux %s, %s"
        .formatted(String.join(", ", kernels), info.started().substring(0, 10));
  }

  /** The file for the issue text, named like the cell's evidence folder. */
  private String reportName(CellRecord record) {
    return redactor
            .redact(record.evidence().folder().replaceFirst("^evidence/", ""))
            .replace('/', '-')
        + ".md";
  }
}
