package org.criumatrix.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.junit.Settings;
import org.criumatrix.report.CommitSheet;
import org.criumatrix.report.CommitSheet.Tried;
import org.criumatrix.repository.Clone;
import org.criumatrix.runs.CellAttempts;
import org.criumatrix.source.Bisection;
import org.criumatrix.source.CommitBuilds;

/** Searches the commit with which a cell began to fail, or to work. */
final class CommitSearch {

  private static final String RANGE = "..";

  private final String cell;
  private final String commits;
  private final Map<String, String> options;
  private final List<Tried> tried = new ArrayList<>();
  private Duration building = Duration.ZERO;

  /**
   * @param cell a glob over the cell with any build
   * @param commits {@code A..B}
   * @param options of each run
   */
  CommitSearch(String cell, String commits, Map<String, String> options) {
    this.cell = cell;
    this.commits = commits;
    this.options = options;
  }

  /**
   * Searches, and prints what was found and what it cost.
   *
   * @return whether the cell works with the change; empty if there is none
   */
  Optional<Boolean> search() {
    var began = System.nanoTime();
    var settings = RunOptions.set(selecting("none", options.get("matrix.folder")));
    try {
      var builds =
          CriuBuilds.commits(
                  settings,
                  RunContext.distributions(settings, System.out::println),
                  System.out::println)
              .orElseThrow(() -> new IllegalArgumentException("--git needs -Dcriu.source=CLONE"));
      var clone = builds.clone();
      var ends = commits.split("\\Q" + RANGE + "\\E", -1);
      if (ends.length != 2) {
        throw new IllegalArgumentException("--git expects A..B, not " + commits);
      }
      var found = new Bisection(clone, c -> probe(settings, builds, c)).search(ends[0], ends[1]);
      var took = Duration.ofNanos(System.nanoTime() - began);
      var titles = found.suspects().stream().map(clone::title).toList();
      var between = clone.range(ends[0], ends[1]).size();
      TriedCell.print(CommitSheet.of(cell, found.works(), titles, tried, between, building, took));
      return titles.isEmpty() ? Optional.empty() : Optional.of(found.works());
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private Optional<Boolean> probe(Settings settings, CommitBuilds builds, String commit) {
    var began = System.nanoTime();
    var build = builds.build(commit);
    building = building.plusNanos(System.nanoTime() - began);
    var title = builds.clone().title(commit);
    if (build.whyNot().isPresent()) {
      tried.add(new Tried(title, "not built", build.whyNot().get()));
      return Optional.empty();
    }
    var folder = settings.folder().resolve(Clone.brief(commit));
    RunOptions.set(selecting(build.version(), folder.toString()));
    // The cell fails with some commits, and what the run prints compares it with matrix.csv,
    // although
    // a commit may be ahead of its version. So neither exit code nor output matters.
    try (var unread = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8)) {
      new MatrixCommand(RunOptions.fromProperties(), unread).run();
    }
    return seen(title, folder);
  }

  private Optional<Boolean> seen(String title, Path folder) {
    var records = RunFolders.read(folder).records();
    if (records.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "there is no cell " + cell);
    }
    var attempts = new CellAttempts(records);
    tried.add(new Tried(title, attempts.describe(), attempts.error()));
    System.out.println(attempts.describe() + ": " + title);
    return attempts.works();
  }

  private Map<String, String> selecting(String build, String folder) {
    var all = new LinkedHashMap<>(options);
    all.put("cells", cell);
    all.put("criu", build);
    all.put("matrix.folder", folder);
    return all;
  }
}
