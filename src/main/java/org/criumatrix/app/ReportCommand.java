package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.criumatrix.bundle.BugReport;
import org.criumatrix.record.Attempts;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes a failing cell as an issue. */
@Command(
    name = "report",
    description = {
      "Prints a failing cell in CRIU's form for issues: commands, versions, logs.",
      "Host names, user names, addresses and home paths are replaced. Check the report before you publish it."
    },
    exitCodeList = {
      "0:the report is printed",
      "2:the run cannot be used, or not exactly one failing cell matches",
      "7:the suite itself failed"
    },
    footerHeading = "%nExample:%n",
    footer = "  criu-matrix report target/matrix 'network/tcp*' > issue.md")
final class ReportCommand implements Callable<Integer> {

  private static final int SHOWN = 10;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "Folder of the run, or its records.jsonl.")
  private Path folder;

  @Parameters(
      index = "1",
      paramLabel = "CELL",
      description = "Id of the cell, or a glob that matches one failing cell.")
  private String cell;

  @Mixin private Redaction redaction;

  @Override
  public Integer call() {
    var run = RunFolders.read(folder);
    RunFolders.info(run);
    try {
      System.out.print(BugReport.of(failing(run), run, redaction.redactor(run)));
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, "%s: %s".formatted(folder, e.getMessage()), e);
    }
    return ExitCode.AS_EXPECTED.code();
  }

  private CellRecord failing(Run run) {
    var failing =
        Attempts.worst(CellSelection.named(run, cell).stream().filter(BugReport::isFor).toList());
    if (failing.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "no cell %s fails in %s".formatted(cell, folder));
    }
    if (failing.size() > 1) {
      throw new CommandException(
          ExitCode.USAGE,
          "%d cells %s fail; name one of them:%n%s"
              .formatted(failing.size(), cell, String.join("\n", ids(failing))));
    }
    return failing.get(0);
  }

  private static List<String> ids(List<CellRecord> records) {
    return records.stream().limit(SHOWN).map(r -> "  " + r.id()).toList();
  }
}
