package org.criumatrix.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.criumatrix.junit.Terminal;
import org.criumatrix.record.Run;
import org.criumatrix.report.HistorySheet;
import org.criumatrix.report.Sheet;
import org.criumatrix.report.Sheets;
import org.criumatrix.runs.HistoryPoint;
import org.criumatrix.runs.Unsteady;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Shows the runs that are kept. */
@Command(
    name = "history",
    description =
        "Keeps runs outside target/, and shows each cell's results run by run; kept files never change.",
    footerHeading = "%nExamples:%n",
    footer = {"  criu-matrix history add target/matrix", "  criu-matrix history cell 'network/*'"})
final class HistoryCommand {

  @Option(
      names = "-Dmatrix.history",
      paramLabel = "FOLDER",
      defaultValue = "",
      scope = ScopeType.INHERIT,
      description = {
        "Folder of the history. Default: /var/lib/criu-matrix/history for root,",
        "~/.local/share/criu-matrix/history for other users."
      })
  private String place;

  @Option(
      names = "--markdown",
      scope = ScopeType.INHERIT,
      description = "Print Markdown, for an issue or a mail.")
  private boolean markdown;

  @Command(description = "Adds runs to the history.")
  int add(
      @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of the runs.")
          List<Path> runs) {
    var history = Histories.of(place);
    runs.forEach(run -> System.out.println(Histories.add(history, RunFolders.read(run))));
    return ExitCode.AS_EXPECTED.code();
  }

  @Command(description = "Lists the runs, oldest first.")
  int list() {
    return print(HistorySheet.runs(Histories.of(place).toString(), runs()));
  }

  @Command(description = "Shows the verdicts, times and errors of cells run by run.")
  int cell(
      @Parameters(
              paramLabel = "GLOB",
              arity = "1..*",
              description = "Globs over ids or cases, as for -Dcells.")
          List<String> globs) {
    var cells = cells(globs);
    if (cells.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "no run in %s has a cell %s".formatted(Histories.of(place), String.join(" ", globs)));
    }
    return print(HistorySheet.cells(cells));
  }

  @Command(
      description = "Lists cells with different results on the same kernel, CRIU and suite.",
      exitCodeList = {
        "0:there are none",
        "1:there are some",
        "2:a glob or the history cannot be used",
        "7:the suite itself failed"
      })
  int flaky(
      @Parameters(
              paramLabel = "GLOB",
              arity = "0..*",
              description = "Globs over ids or cases, as for -Dcells; default: all cells.")
          List<String> globs) {
    var unsteady = Unsteady.among(cells(globs == null ? List.of() : globs));
    print(HistorySheet.unsteady(unsteady));
    return (unsteady.isEmpty() ? ExitCode.AS_EXPECTED : ExitCode.DIFFERS).code();
  }

  private Map<String, List<HistoryPoint>> cells(List<String> globs) {
    return HistoryPoint.byCell(runs(), CellSelection.selection(String.join(" ", globs)));
  }

  private List<Run> runs() {
    return Histories.runs(place);
  }

  private int print(Sheet sheet) {
    System.out.print(
        markdown
            ? Sheets.markdown(sheet)
            : Sheets.text(sheet, Terminal.hasColours(), Terminal.WIDTH));
    return ExitCode.AS_EXPECTED.code();
  }
}
