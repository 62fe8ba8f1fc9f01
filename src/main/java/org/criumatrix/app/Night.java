package org.criumatrix.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.criumatrix.record.Run;
import org.criumatrix.report.ComparisonSheet;
import org.criumatrix.report.Sheets;
import org.criumatrix.runs.Comparison;
import org.criumatrix.runs.History;
import org.criumatrix.runs.Pairing;

/** One run of a nightly, and what it brings to light. */
final class Night {

  private final History history;
  private final Path folder;
  private final Supplier<ExitCode> matrix;
  private final PrintStream out;

  /**
   * @param folder where the run is written to
   * @param matrix runs it
   */
  Night(History history, Path folder, Supplier<ExitCode> matrix, PrintStream out) {
    this.history = history;
    this.folder = folder;
    this.matrix = matrix;
    this.out = out;
  }

  ExitCode pass() throws IOException {
    var before = history.runs();
    var code = matrix.get();
    var run = RunFolders.read(folder);
    out.println(Histories.add(history, run));
    var last = last(before, run);
    if (last.isEmpty()) {
      out.println("It is the first of its options, so there is nothing to hold it against.");
      return code;
    }
    var comparison = Comparison.of(last.get(), run, Pairing.BY_ID);
    var sheet = ComparisonSheet.of(comparison);
    RunFolders.write(folder.resolve("compare.md"), Sheets.markdown(sheet));
    RunFolders.write(folder.resolve("compare.html"), Sheets.html(sheet));
    out.println();
    out.print(Sheets.text(sheet, false, Terminal.WIDTH));
    return code == ExitCode.AS_EXPECTED && comparison.isWorse() ? ExitCode.DIFFERS : code;
  }

  /** Runs of other options have other cells: against them everything would be new or gone. */
  private static Optional<Run> last(List<Run> before, Run run) {
    return before.stream()
        .filter(r -> selection(r).equals(selection(run)))
        .reduce((older, newer) -> newer);
  }

  private static Map<String, String> selection(Run run) {
    return run.info().orElseThrow().selection();
  }
}
