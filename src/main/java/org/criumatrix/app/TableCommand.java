package org.criumatrix.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.criumatrix.junit.Terminal;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.VersionOrder;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.report.MatrixTable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the published table with some columns of a run. */
@Command(
    name = "table",
    description = {
      "Prints the published table next to some columns of a run, few enough for a portrait page.",
      "Each column is one CRIU build with one privilege. Without an option, these are the columns of the newest"
          + " build."
    },
    exitCodeList = {
      "0:the table is printed",
      "2:the run or a glob cannot be used, or no cell is selected",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  criu-matrix table target/matrix --criu 4.3 --privilege root,capabilities --tex > table.tex",
      "  criu-matrix table target/matrix --criu '4.*' --privilege root --kernel '6.1*' --md"
    })
final class TableCommand implements Callable<Integer> {

  /** The newest build of the run, as {@code -Dcriu=newest} names it. */
  private static final String NEWEST = "newest";

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "Folder of the run, or its records.jsonl.")
  private Path folder;

  @Option(
      names = "--criu",
      paramLabel = "GLOBS",
      defaultValue = NEWEST,
      description = "CRIU builds: globs, or 'newest' (default).")
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

  @Option(
      names = "--kernel",
      paramLabel = "GLOBS",
      defaultValue = "*",
      description = "Releases of kernels: '6.1.*'.")
  private String kernel;

  @ArgGroup private Format format = new Format();

  private static final class Format {

    @Option(names = "--tex", description = "Print a LaTeX document that compiles by itself.")
    private boolean tex;

    @Option(names = "--md", description = "Print Markdown.")
    private boolean markdown;

    @Option(names = "--csv", description = "Print CSV.")
    private boolean csv;
  }

  @Override
  public Integer call() {
    var run = RunFolders.read(folder);
    var info = RunFolders.info(run);
    var selected = selected(run);
    if (run.records().stream().noneMatch(selected)) {
      throw new CommandException(
          ExitCode.USAGE,
          "%s has no cell like that; its CRIU builds are %s, its privileges %s"
              .formatted(folder, values(run, Axis.CRIU), values(run, Axis.PRIVILEGE)));
    }
    System.out.print(text(new MatrixTable(run.records(), info, selected)));
    return ExitCode.AS_EXPECTED.code();
  }

  private String text(MatrixTable table) {
    if (format.tex) {
      return table.latex();
    }
    if (format.markdown) {
      return table.markdown();
    }
    return format.csv ? table.csv() : table.text(Terminal.hasColours(), Terminal.WIDTH);
  }

  private Predicate<CellRecord> selected(Run run) {
    var globs =
        Map.of(
            Axis.CRIU, CellSelection.selection(builds(run)),
            Axis.PRIVILEGE, CellSelection.selection(privilege),
            Axis.RUNTIME, CellSelection.selection(runtime),
            Axis.HOST, CellSelection.selection(host));
    var kernels = CellSelection.selection(kernel);
    return record ->
        globs.entrySet().stream().allMatch(g -> g.getValue().matches(record.on(g.getKey())))
            && kernels.matches(String.valueOf(record.kernel()));
  }

  private String builds(Run run) {
    return criu.equals(NEWEST)
        ? run.records().stream().map(CellRecord::criu).max(VersionOrder.OLDEST_FIRST).orElse("*")
        : criu;
  }

  private static String values(Run run, Axis axis) {
    var values = new TreeSet<String>();
    run.records().forEach(r -> values.add(r.on(axis)));
    return values.isEmpty() ? "none" : String.join(", ", values);
  }
}
