package org.criumatrix.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.criumatrix.matrix.Axis;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.NotRun;
import org.criumatrix.report.Grid;
import org.criumatrix.report.GridAxis;
import org.criumatrix.report.GridIntro;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Prints what works on each kernel, in each user land, or for each caller, with each CRIU build.
 */
@Command(
    name = "grid",
    description = {
      "Prints what works on each kernel, in each user land, or for each caller of CRIU, with each CRIU build, and why the"
          + " rest fails.",
      "All lines are to have run the same cells. A cell that another line has run with the same build counts as not"
          + " run. Runs may be of several machines and suites; a name of a build must be the same program in all."
    },
    exitCodeList = {
      "0:the tables are printed",
      "2:a run or a glob cannot be used, the runs do not belong together, or no cell is selected",
      "6:the file cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  criu-matrix grid --by kernel run-5.10 run-6.1 run-7.3 --privilege root --md > kernels.md",
      "  criu-matrix grid --by userland target/matrix --data docs/userlands.csv"
    })
final class GridCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Folders of the runs, or their records.jsonl.")
  private List<Path> places;

  @Option(
      names = "--by",
      paramLabel = "LINES",
      defaultValue = "kernel",
      description =
          "What the lines are: 'kernel' (default), 'userland', the hosts userland:*, or 'caller'.")
  private GridAxis axis;

  @Option(names = "--cells", paramLabel = "GLOBS", defaultValue = "*", description = "Cells.")
  private String cells;

  @Option(names = "--criu", paramLabel = "GLOBS", defaultValue = "*", description = "CRIU builds.")
  private String criu;

  @Option(
      names = "--privilege",
      paramLabel = "GLOBS",
      defaultValue = "*",
      description = "Privileges.")
  private String privilege;

  @Option(names = "--runtime", paramLabel = "GLOBS", defaultValue = "*", description = "Runtimes.")
  private String runtime;

  @Option(names = "--host", paramLabel = "GLOBS", defaultValue = "*", description = "Hosts.")
  private String host;

  @ArgGroup private SheetFormat format = new SheetFormat();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Also write the data, from which docs/kernels.md is made.")
  private Path data;

  @Override
  public Integer call() {
    var runs = RunFolders.readTogether(places);
    var records =
        runs.stream().flatMap(GridCommand::planned).filter(selected()).filter(axis::has).toList();
    if (records.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "no cell of %s is selected: --by %s"
              .formatted(axis == GridAxis.USERLAND ? "a host userland:*" : "a " + axis, axis));
    }
    var infos = runs.stream().map(Run::info).flatMap(Optional::stream).toList();
    var grid = Grid.of(axis, GridIntro.of(infos, records), records);
    format.print(grid.sheet(), grid.csv(), data);
    return ExitCode.AS_EXPECTED.code();
  }

  /** Returns the records of a run, and its cells without one. */
  private static Stream<CellRecord> planned(Run run) {
    return Stream.concat(
        run.records().stream(),
        run.info().map(RunInfo::notRun).orElse(List.of()).stream().map(NotRun::toRecord));
  }

  private Predicate<CellRecord> selected() {
    var globs =
        Map.of(
            Axis.CRIU, CellSelection.selection(criu),
            Axis.PRIVILEGE, CellSelection.selection(privilege),
            Axis.RUNTIME, CellSelection.selection(runtime),
            Axis.HOST, CellSelection.selection(host));
    var named = CellSelection.selection(cells);
    return record ->
        globs.entrySet().stream().allMatch(g -> g.getValue().matches(record.on(g.getKey())))
            && named.matches(record.axes().cell());
  }
}
