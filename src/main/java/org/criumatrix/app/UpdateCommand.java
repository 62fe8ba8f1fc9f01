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

/** Makes matrix.csv say what a run saw. */
@Command(
    name = "update",
    description = {
      "Changes matrix.csv so that nothing of a run differs from it, in as few lines as can be, and prints what it changes.",
      "A failure needs a cause: --why says it, or you are asked. Exit code 1: some cells still differ, for they are broken"
          + " or came to different ends."
    })
final class UpdateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path place;

  @Option(
      names = "--cells",
      paramLabel = "GLOB",
      description = "Only these cells: globs over ids or cases, as of -Dcells.")
  private String cells;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "In place of the suite's matrix.csv.")
  private Path file = Checkout.folder().resolve("matrix.csv");

  @Option(names = "--why", paramLabel = "TEXT", description = "The cause of what is new.")
  private String why;

  @Option(names = "--dry-run", description = "Print it, and leave the file alone.")
  private boolean dryRun;

  @Override
  public Integer call() {
    try {
      var update = Update.of(file, run(), reasons());
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
      tell(update);
      return (update.left().isEmpty() ? ExitCode.AS_EXPECTED : ExitCode.DIFFERS).code();
    } catch (MatrixFileException e) {
      throw new CommandException(ExitCode.MATRIX_FILE, e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandException(ExitCode.DISK, "%s cannot be changed: %s".formatted(file, e), e);
    }
  }

  private Run run() {
    var run = RunFolders.read(place);
    return cells == null ? run : new Run(run.place(), CellSelection.named(run, cells), run.info());
  }

  private CauseSource reasons() {
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

  private void tell(Update update) {
    System.out.printf(
        "%d cells %s%n",
        update.settled(), dryRun ? "would be as expected then" : "are as expected now");
    update.left().forEach((cell, reason) -> System.out.printf("left: %s: %s%n", cell, reason));
    if (!update.unused().isEmpty()) {
      System.out.println("lines that no cell of this run needed: " + ranges(update.unused()));
    }
  }

  /** {@code 3, 5-9}. */
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
