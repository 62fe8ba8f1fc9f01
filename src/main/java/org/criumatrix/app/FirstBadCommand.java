package org.criumatrix.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.criumatrix.junit.Terminal;
import org.criumatrix.matrix.Selection;
import org.criumatrix.record.CellRecord;
import org.criumatrix.report.FirstBadSheet;
import org.criumatrix.report.Sheets;
import org.criumatrix.runs.FirstBad;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the first CRIU build, or kernel, with which a cell fails. */
@Command(
    name = "first-bad",
    description = {
      "Finds the first CRIU build or kernel with which a cell fails.",
      "It runs the cell with every CRIU build, and with -Dhost='vm:*' on every kernel, each at least"
          + " twice."
    },
    exitCodeList = {
      "0:the cell never fails after it worked",
      "1:the cell fails after it worked",
      "2:an option, the cell or the run cannot be used",
      "3:a line of matrix.csv cannot be used",
      "4:the machine lacks something",
      "5:there is no CRIU build",
      "6:something cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples (CELL is an id from a run's page):%n",
    footer = {
      "  criu-matrix first-bad CELL -Dhost='vm:*' -Dmatrix.repeat=5",
      "  criu-matrix first-bad CELL --of target/matrix"
    })
final class FirstBadCommand implements Callable<Integer> {

  private static final Pattern CELL =
      Pattern.compile("([^\\[]+)\\[criu=.*,privilege=([^,]+),runtime=([^,]+),host=([^,]+)]");

  /** A single attempt at an unsteady cell could blame any build. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "matrix.repeat", "2",
          "matrix.folder", "target/first-bad",
          "matrix.controls", "off",
          "matrix.checks", "off");

  @Parameters(paramLabel = "CELL", description = "Full id of the cell; its CRIU build is ignored.")
  private String cell;

  @Mixin private RunOptions given;

  @Option(names = "--of", paramLabel = "RUN", description = "Read this run and run nothing.")
  private Path folder;

  @Override
  public Integer call() {
    var parts = CELL.matcher(cell);
    if (!parts.matches()) {
      throw new CommandException(
          ExitCode.USAGE,
          "not the id of a cell, expected row/case[criu=…,privilege=…,runtime=…,host=…]: " + cell);
    }
    var alike =
        "%s[criu=*,privilege=%s,runtime=%s,host=*]"
            .formatted(parts.group(1), parts.group(2), parts.group(3));
    var found = FirstBad.of(records(alike, parts.group(4)));
    System.out.println();
    System.out.print(
        Sheets.text(FirstBadSheet.of(alike, found), Terminal.hasColours(), Terminal.WIDTH));
    var failsAfterItWorked = found.stream().anyMatch(f -> f.good().isPresent());
    return (failsAfterItWorked ? ExitCode.DIFFERS : ExitCode.AS_EXPECTED).code();
  }

  private List<CellRecord> records(String alike, String host) {
    var run = folder;
    if (run == null) {
      var defaults = new LinkedHashMap<>(DEFAULTS);
      defaults.put("host", host);
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
}
