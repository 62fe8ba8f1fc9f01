package org.criumatrix.app;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A run that reports what changed since the last one. */
@Command(
    name = "nightly",
    description = {
      "Looks for new CRIU builds, and for new kernels where machines are selected, runs the matrix, keeps the run in the history, and prints what changed since the last run"
          + " of the same options: as text, fit for a mail, and as compare.md and compare.html beside the run's pages.",
      "The run's exit code; where that is 0, 1 if something got worse, a build slower for example. See contrib/nightly."
    })
final class NightlyCommand implements Callable<Integer> {

  /** The defaults of a nightly run. */
  private static final Map<String, String> DEFAULTS =
      Map.of("matrix.folder", "target/nightly", "criu.refresh", "always");

  @Mixin private RunOptions given;

  @Override
  public Integer call() {
    var options = given.over(DEFAULTS);
    // Kept by the nightly itself, which has to look at the last run first.
    var history = Histories.of(options.getOrDefault("matrix.history", ""));
    options.remove("matrix.history");
    var settings = RunOptions.set(options);
    var matrix = new MatrixCommand(settings, System.out);
    var night = new NightlyRun(history, settings.folder(), matrix::run, System.out);
    try {
      return OneAtATime.in(history.folder(), night::pass).code();
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.DISK, "%s cannot be written: %s".formatted(history, e.getMessage()), e);
    }
  }
}
