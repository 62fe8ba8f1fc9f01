package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.criumatrix.junit.Terminal;
import org.criumatrix.matrix.MatrixFileException;
import org.criumatrix.record.Run;
import org.criumatrix.runs.CauseSource;
import org.criumatrix.runs.FailureSignature;
import org.criumatrix.runs.Update;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes matrix.csv to the results of a run. */
@Command(
    name = "update",
    description = {
      "Changes matrix.csv so that a run no longer differs from it, and prints the changes.",
      "It changes as few lines as possible. If the programs of failing cells hold something that those of other cells do"
          + " not, the line is about that, and counts for every case. A failure needs a cause: --why gives it, otherwise the command asks for it"
          + " on a terminal. Broken cells and cells with different results stay as they are."
    },
    exitCodeList = {
      "0:every cell is as expected",
      "1:some cells still differ: they are broken or have different results",
      "2:a cause is missing, or a run or glob cannot be used",
      "3:a line of matrix.csv cannot be used",
      "6:matrix.csv cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  criu-matrix update target/matrix --dry-run",
      "  criu-matrix update target/matrix --cells 'network/*' --why 'no TCP_REPAIR in this kernel'"
    })
final class UpdateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "Folder of the run, or its records.jsonl.")
  private Path folder;

  @Option(
      names = "--cells",
      paramLabel = "GLOB",
      description = "Only these cells: globs over ids or cases, as for -Dcells.")
  private String cells;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The file to change; default: the suite's matrix.csv.")
  private Path file = Checkout.folder().resolve("matrix.csv");

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "The cause of the failures that matrix.csv does not explain.")
  private String why;

  @Option(names = "--dry-run", description = "Print the changes without making them.")
  private boolean dryRun;

  @Override
  public Integer call() {
    try {
      var whole = RunFolders.read(folder);
      var update = Update.of(file, selected(whole), whole, causes());
      if (!update.unexplained().isEmpty()) {
        throw new CommandException(
            ExitCode.USAGE,
            "these fail for a cause that matrix.csv does not have, so nothing was changed; add --why 'the cause', and"
                + " --cells GLOB for one cause at a time:\n  "
                + String.join("\n  ", update.unexplained()));
      }
      System.out.print(update.draft().diff());
      if (!dryRun && update.draft().isChanged()) {
        update.draft().write();
      }
      printSummary(update);
      return (update.left().isEmpty() ? ExitCode.AS_EXPECTED : ExitCode.DIFFERS).code();
    } catch (MatrixFileException e) {
      throw new CommandException(ExitCode.MATRIX_FILE, e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandException(ExitCode.DISK, "%s cannot be changed: %s".formatted(file, e), e);
    }
  }

  private Run selected(Run run) {
    return cells == null ? run : new Run(run.folder(), CellSelection.named(run, cells), run.info());
  }

  private CauseSource causes() {
    if (why != null) {
      return (end, cells) -> why;
    }
    if (dryRun) {
      return (end, cells) -> "(--why says it)";
    }
    return Terminal.isInteractive() ? UpdateCommand::ask : (end, cells) -> "";
  }

  private static String ask(FailureSignature end, List<String> cells) {
    cells.forEach(System.out::println);
    var answer = System.console().readLine("  %s. Why? ", end.describe());
    return answer == null ? "" : answer;
  }

  private void printSummary(Update update) {
    System.out.printf(
        "%d cells %s%n",
        update.settled(), dryRun ? "would be as expected then" : "are as expected now");
    update.left().forEach((cell, reason) -> System.out.printf("left: %s: %s%n", cell, reason));
    if (!update.unused().isEmpty()) {
      System.out.println("lines that no cell of this run needed: " + ranges(update.unused()));
    }
  }

  /** Returns {@code 3, 5-9}. */
  static String ranges(List<Integer> numbers) {
    var ranges = new ArrayList<String>();
    for (var i = 0; i < numbers.size(); i++) {
      var first = numbers.get(i);
      while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
        i++;
      }
      ranges.add(first.equals(numbers.get(i)) ? "" + first : first + "-" + numbers.get(i));
    }
    return String.join(", ", ranges);
  }
}
