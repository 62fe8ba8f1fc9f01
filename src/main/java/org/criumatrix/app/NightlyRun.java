package org.criumatrix.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.criumatrix.junit.Terminal;
import org.criumatrix.matrix.VersionOrder;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo.CriuBuildInfo;
import org.criumatrix.report.ComparisonSheet;
import org.criumatrix.report.Sheets;
import org.criumatrix.runs.Comparison;
import org.criumatrix.runs.History;
import org.criumatrix.runs.Pairing;

/** One nightly run and the report of what changed since the last one. */
final class NightlyRun {

  private final History history;
  private final Path folder;
  private final Supplier<ExitCode> matrix;
  private final PrintStream out;

  /**
   * @param folder the folder of the run
   * @param matrix runs the matrix
   */
  NightlyRun(History history, Path folder, Supplier<ExitCode> matrix, PrintStream out) {
    this.history = history;
    this.folder = folder;
    this.matrix = matrix;
    this.out = out;
  }

  ExitCode run() throws IOException {
    var before = history.runs();
    var code = matrix.get();
    var run = RunFolders.read(folder);
    out.println(Histories.add(history, run));
    var last = last(before, run);
    if (last.isEmpty()) {
      out.println(
          "This is the first run with these options, so there is no earlier run to compare it with.");
      return code;
    }
    var worse = report(Comparison.of(last.get(), run, Pairing.BY_ID), "compare");
    for (var release : releases(last.get(), run)) {
      // The release's cells are new: compare them with the previous release within this run.
      worse |= report(Comparison.of(run, run, release), "compare-criu-" + release.now());
    }
    return code == ExitCode.AS_EXPECTED && worse ? ExitCode.DIFFERS : code;
  }

  /** Writes and prints a comparison; returns whether something got worse. */
  private boolean report(Comparison comparison, String name) {
    var sheet = ComparisonSheet.of(comparison);
    RunFolders.write(folder.resolve(name + ".md"), Sheets.markdown(sheet));
    RunFolders.write(folder.resolve(name + ".html"), Sheets.html(sheet));
    out.println();
    out.print(Sheets.text(sheet, false, Terminal.WIDTH));
    return comparison.isWorse();
  }

  /** Returns each CRIU release that is new in this run, paired with the release before it. */
  private static List<Pairing> releases(Run last, Run run) {
    var known = versions(last);
    var all = new ArrayList<>(versions(run));
    all.sort(VersionOrder.OLDEST_FIRST);
    return IntStream.range(1, all.size())
        .filter(i -> !known.contains(all.get(i)))
        .mapToObj(i -> new Pairing(all.get(i - 1), all.get(i)))
        .toList();
  }

  /** Returns the releases of a run, without the builds of a user: path:/my/criu, git:criu-dev. */
  private static Set<String> versions(Run run) {
    return run.info().orElseThrow().criuBuilds().stream()
        .map(CriuBuildInfo::version)
        .filter(v -> !v.contains(":"))
        .collect(Collectors.toSet());
  }

  /** Returns the last run with the same options: with other options cells would be new or gone. */
  private static Optional<Run> last(List<Run> before, Run run) {
    return before.stream()
        .filter(r -> selection(r).equals(selection(run)))
        .reduce((older, newer) -> newer);
  }

  private static Map<String, String> selection(Run run) {
    return run.info().orElseThrow().selection();
  }
}
