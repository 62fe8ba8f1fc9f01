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

/** A failing cell as an issue. */
@Command(
    name = "report",
    description =
        "Prints a failing cell in CRIU's form for issues: exact commands, versions, logs; redacted as a bundle is.")
final class ReportCommand implements Callable<Integer> {

  private static final int SHOWN = 10;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder.")
  private Path place;

  @Parameters(
      index = "1",
      paramLabel = "CELL",
      description = "The cell's id, or a glob that fits one failing cell.")
  private String cell;

  @Mixin private Redaction redaction;

  @Override
  public Integer call() {
    var run = RunFolders.read(place);
    RunFolders.info(run);
    try {
      System.out.print(BugReport.of(failing(run), run, redaction.redactor(run)));
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, "%s: %s".formatted(place, e.getMessage()), e);
    }
    return ExitCode.AS_EXPECTED.code();
  }

  private CellRecord failing(Run run) {
    var failing =
        Attempts.worst(CellSelection.named(run, cell).stream().filter(BugReport::isFor).toList());
    if (failing.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "no cell %s fails in %s".formatted(cell, place));
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
