package org.criumatrix.app;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts a run that reports what changed since the last one. */
@Command(
    name = "nightly",
    description = {
      "Runs the matrix with new CRIU builds, keeps the run, and prints what changed since the last run.",
      "It looks for new CRIU builds, and for new kernels where virtual machines are selected. It compares the run with"
          + " the last one of the same options: as text, ready to be mailed, and as compare.md and compare.html in the"
          + " run's folder.",
      "Options of the run have the defaults -Dmatrix.folder=target/nightly and -Dcriu.refresh=always;"
          + " -Dmatrix.history selects the folder of kept runs. See contrib/nightly."
    },
    exitCodeList = {
      "0:as expected, and nothing got worse",
      "1:something differs, or got worse: a build became slower, for example",
      "2:an option or a glob cannot be used",
      "3:a line of matrix.csv cannot be used",
      "4:the machine lacks something",
      "5:there is no CRIU build",
      "6:something cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExample:%n",
    footer = "  criu-matrix nightly -Dhost='kernel:* local' -Dmatrix.history=/srv/criu-matrix")
final class NightlyCommand implements Callable<Integer> {

  /** The defaults of a nightly run. */
  private static final Map<String, String> DEFAULTS =
      Map.of("matrix.folder", "target/nightly", "criu.refresh", "always");

  @Mixin private RunOptions given;

  @Override
  public Integer call() {
    var options = given.over(DEFAULTS);
    // NightlyRun adds the run to the history after it has read the earlier runs.
    var history = Histories.of(options.getOrDefault("matrix.history", ""));
    options.remove("matrix.history");
    var settings = RunOptions.set(options);
    var matrix = new MatrixCommand(settings, System.out);
    var nightly = new NightlyRun(history, settings.folder(), matrix::run, System.out);
    try {
      return OneAtATime.in(history.folder(), nightly::run).code();
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.DISK, "%s cannot be written: %s".formatted(history, e.getMessage()), e);
    }
  }
}
