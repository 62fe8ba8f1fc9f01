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

/** Merges several runs into one: shards, or runs of several machines. */
@Command(
    name = "merge",
    description = {
      "Joins runs into one: the shards of one run (-Dshard=3/8), or runs of different cells.",
      "The result has the evidence of all runs and pages of its own. Runs are refused that do not belong together:"
          + " different suites, different expectations, different builds of one name, contradicting records,"
          + " missing shards."
    },
    exitCodeList = {
      "0:the runs are joined",
      "2:a run cannot be used, or the runs do not belong together",
      "6:the folder cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExample:%n",
    footer = "  criu-matrix merge all shard-1 shard-2 shard-3")
final class MergeCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "OUT", description = "Folder to write; it must not exist.")
  private Path folder;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "RUN",
      description = "Folders of the runs.")
  private List<Path> places;

  @Option(names = "--partial", description = "Accept missing shards, and runs that were cut off.")
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
