package org.criumatrix.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.criumatrix.junit.Terminal;
import org.criumatrix.matrix.Selection;
import org.criumatrix.record.CellRecord;
import org.criumatrix.report.Sheet;
import org.criumatrix.report.Sheets;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A cell that is run, or was run, with every CRIU build or on every kernel. */
final class TriedCell {

  private static final Pattern CELL =
      Pattern.compile("([^\\[]+)\\[criu=.*,privilege=([^,]+),runtime=([^,]+),host=([^,]+)]");

  /** A single attempt at an unsteady cell could blame any build. */
  private static final Map<String, String> DEFAULTS =
      Map.of("matrix.repeat", "2", "matrix.controls", "off", "matrix.checks", "off");

  private static final int SHOWN = 10;

  @Parameters(
      paramLabel = "CELL",
      description =
          "Id of the cell; its CRIU build is ignored. With --of also a glob that matches one cell with any builds.")
  private String cell;

  @Mixin private RunOptions given;

  @Option(names = "--of", paramLabel = "RUN", description = "Read this run and run nothing.")
  private Path folder;

  @Option(
      names = "--git",
      paramLabel = "A..B",
      description =
          "Search the commits between two of -Dcriu.source=CLONE by halves. What does not build is left out.")
  private String commits;

  /**
   * Returns the cell's records with every build and on every kernel.
   *
   * @param fresh where a run that it needs is written to, unless the user names a folder
   * @throws CommandException if there is no such cell
   */
  List<CellRecord> records(String fresh) {
    if (folder != null && !CELL.matcher(cell).matches()) {
      cell = meant();
    }
    var alike = alike();
    var run = folder;
    if (run == null) {
      var defaults = new LinkedHashMap<>(DEFAULTS);
      defaults.put("matrix.folder", fresh);
      defaults.put("host", part(4));
      var options = given.over(defaults);
      options.put("cells", alike);
      var settings = RunOptions.set(options);
      run = settings.folder();
      // The exit code does not matter: cells are expected to fail here.
      new MatrixCommand(settings, System.out).run();
    }
    var wanted = Selection.of(alike);
    var records =
        RunFolders.read(run).records().stream().filter(r -> wanted.matches(r.id())).toList();
    if (records.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "%s has no cell %s".formatted(run, alike));
    }
    return records;
  }

  /**
   * Returns the search over commits that the user asks for.
   *
   * @param fresh where the runs that it needs are written to
   */
  Optional<CommitSearch> search(String fresh) {
    if (commits == null) {
      return Optional.empty();
    }
    if (folder != null) {
      throw new CommandException(ExitCode.USAGE, "--git runs the cell, and --of runs nothing");
    }
    var defaults = new LinkedHashMap<>(DEFAULTS);
    defaults.put("matrix.folder", fresh);
    var alike =
        "%s[criu=*,privilege=%s,runtime=%s,host=%s]".formatted(part(1), part(2), part(3), part(4));
    return Optional.of(new CommitSearch(alike, commits, given.over(defaults)));
  }

  /** Returns the id of the only cell that a glob matches, apart from builds, hosts and kernels. */
  private String meant() {
    var found = new TreeMap<String, String>();
    CellSelection.named(RunFolders.read(folder), cell)
        .forEach(
            r ->
                found.putIfAbsent(
                    "%s[criu=*,privilege=%s,runtime=%s,host=*]"
                        .formatted(r.caseId(), r.privilege(), r.runtime()),
                    r.id()));
    if (found.size() > 1) {
      throw new CommandException(
          ExitCode.USAGE,
          "%d cells are %s; name one of them:%n%s"
              .formatted(
                  found.size(),
                  cell,
                  found.values().stream()
                      .limit(SHOWN)
                      .map(id -> "  " + id)
                      .collect(Collectors.joining("\n"))));
    }
    return found.firstEntry().getValue();
  }

  /** Returns a glob over the cell with other builds and on other hosts. */
  String alike() {
    return "%s[criu=*,privilege=%s,runtime=%s,host=*]".formatted(part(1), part(2), part(3));
  }

  private String part(int group) {
    var parts = CELL.matcher(cell);
    if (!parts.matches()) {
      throw new CommandException(
          ExitCode.USAGE,
          "not the id of a cell, expected row/case[criu=…,privilege=…,runtime=…,host=…]; a glob needs --of RUN: "
              + cell);
    }
    return parts.group(group);
  }

  static void print(Sheet sheet) {
    System.out.println();
    System.out.print(Sheets.text(sheet, Terminal.hasColours(), Terminal.WIDTH));
  }
}
