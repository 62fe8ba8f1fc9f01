package org.criumatrix.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.criumatrix.junit.Terminal;
import org.criumatrix.record.Attempts;
import org.criumatrix.record.Run;
import org.criumatrix.report.Reports;
import org.criumatrix.report.Summary;
import org.criumatrix.runs.CannotMerge;
import org.criumatrix.runs.Merge;
import org.criumatrix.runs.RunWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Several runs as one: shards, or runs of several machines. */
@Command(
    name = "merge",
    description = {
      "Joins runs into one, with its evidence and its pages: the shards of one run (-Dshard=3/8), or runs of different cells.",
      "Refuses what is not one: other suites, other expectations, other builds of one name, contradicting records,"
          + " missing shards."
    })
final class MergeCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "OUT", description = "The folder to write; a new one.")
  private Path folder;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "RUN", description = "Their folders.")
  private List<Path> places;

  @Option(names = "--partial", description = "Shards may be missing, and runs cut off.")
  private boolean partial;

  @Override
  public Integer call() {
    if (Files.exists(folder)) {
      throw new CommandException(
          ExitCode.USAGE, folder + " is there already; name a folder that is not");
    }
    var runs = places.stream().map(RunFolders::read).toList();
    var merged = merge(runs);
    var worst = Attempts.worst(merged.records());
    try {
      RunWriter.write(folder, merged, runs);
      Reports.write(folder, merged.records(), merged.info());
    } catch (IOException | UncheckedIOException e) {
      throw new CommandException(
          ExitCode.DISK, folder + " cannot be written: " + e.getMessage(), e);
    }
    System.out.println(
        Summary.print(worst, merged.info(), folder, Terminal.hasColours(), Terminal.WIDTH));
    return ExitCode.AS_EXPECTED.code();
  }

  private Merge merge(List<Run> runs) {
    try {
      return Merge.of(runs, partial);
    } catch (CannotMerge e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }
}
