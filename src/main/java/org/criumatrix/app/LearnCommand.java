package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.runs.TraitEvidence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what runs have shown of traits, for advice. */
@Command(
    name = "learn",
    description = {
      "Writes the tables from which 'advise' knows what runs have tried: evidence.csv and cases.csv.",
      "They hold what these runs show, and nothing of the tables before."
    },
    exitCodeList = {
      "0:the tables are written",
      "2:a run cannot be used",
      "6:a table cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExample:%n",
    footer = "  criu-matrix learn target/matrix")
final class LearnCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of the runs.")
  private List<Path> runs;

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description = "The folder to write to; default: that of the suite's own tables.")
  private Path folder =
      Checkout.folder().resolve(Path.of("src/main/resources/org/criumatrix/advice"));

  @Override
  public Integer call() {
    // Advice knows the options of dumps, and a profile has others at the restore.
    var records =
        runs.stream()
            .map(RunFolders::read)
            .flatMap(r -> r.records().stream())
            .filter(r -> r.profile() == null)
            .toList();
    write("evidence.csv", TraitEvidence.evidence(records));
    write("cases.csv", TraitEvidence.cases(records));
    var cells = records.stream().map(CellRecord::id).distinct().count();
    System.out.printf("%d cells: %s and cases.csv are written%n", cells, file("evidence.csv"));
    return ExitCode.AS_EXPECTED.code();
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private void write(String name, String text) {
    try {
      AtomicFile.write(file(name), "# Written by ./criu-matrix learn.\n" + text);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.DISK, file(name) + " cannot be written: " + e.getMessage(), e);
    }
  }
}
