package org.criumatrix.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.criumatrix.record.Run;
import org.criumatrix.report.Reports;

/**
 * The result of checking an archive.
 *
 * @param files the number of files
 * @param cells the number of cells with a record
 * @param problems what is wrong; none: the archive is intact
 * @param reservations what could not be checked
 */
public record Verification(int files, int cells, List<String> problems, List<String> reservations) {

  private static final Set<String> REQUIRED =
      Set.of(BundleReadme.FILE, BundleReadme.COMMANDS, Citation.FILE);

  /**
   * Checks every file against the manifest, the records against the run's provenance, and the
   * tables against the records.
   *
   * @param suite the version of this suite; the tables of another version may look different
   * @throws IOException if the file is not a bundle
   */
  public static Verification of(Path archive, String suite) throws IOException {
    var wanted = new TreeSet<>(Set.of(Manifest.FILE));
    wanted.addAll(Run.FILES);
    wanted.addAll(Reports.files());
    var unpacked = Unpacked.read(archive, wanted);
    var manifest = unpacked.texts().get(Manifest.FILE);
    if (manifest == null) {
      throw new IOException("it has no " + Manifest.FILE);
    }
    var problems = new ArrayList<String>();
    var reservations = new ArrayList<String>();
    problems.addAll(Manifest.problems(Manifest.parse(manifest), unpacked.sums()));
    var required = new TreeSet<>(REQUIRED);
    required.addAll(Run.FILES);
    required.removeAll(unpacked.sums().keySet());
    required.forEach(file -> problems.add("there is no " + file));
    var cells = 0;
    if (unpacked.texts().keySet().containsAll(Run.FILES)) {
      var run = Run.of(archive, unpacked.texts());
      cells = run.worst().size();
      records(run, problems);
      tables(run, unpacked, suite, problems, reservations);
    }
    return new Verification(unpacked.sums().size(), cells, problems, reservations);
  }

  private static void records(Run run, List<String> problems) {
    var said = run.info().orElseThrow().cellsRecorded();
    if (said != run.records().size()) {
      problems.add(
          "run.json speaks of %d records, records.jsonl has %d"
              .formatted(said, run.records().size()));
    }
  }

  private static void tables(
      Run run, Unpacked unpacked, String suite, List<String> problems, List<String> reservations) {
    var info = run.info().orElseThrow();
    if (!info.suite().equals(suite)) {
      reservations.add(
          "whether the tables are those of the records: they were made by criu-matrix %s, and this is %s"
              .formatted(info.suite(), suite));
      return;
    }
    var texts = unpacked.texts();
    Reports.texts(run.records(), info, unpacked.sums().keySet())
        .forEach(
            (file, text) -> {
              if (!texts.containsKey(file)) {
                problems.add("there is no " + file);
              } else if (!texts.get(file).equals(text)) {
                problems.add(file + " is not what the records say");
              }
            });
  }
}
