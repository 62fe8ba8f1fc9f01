package org.criumatrix.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.program.Difference;
import org.criumatrix.program.RunResult;
import org.criumatrix.verdict.Outcome;

/** The results of runs as files, for a comparison by a program of the user's. */
final class Saved {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private Saved() {}

  /** Writes a result into a folder of its own: stdout, stderr, exit, and texts below files. */
  static void write(Path output, String name, RunResult result) {
    var folder = output.resolve("results").resolve(name);
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("stdout"), result.stdout());
      Files.write(folder.resolve("stderr"), result.stderr());
      if (!result.client().isEmpty()) {
        Files.write(folder.resolve("client"), result.client());
      }
      var exit = result.exit().isPresent() ? result.exit().getAsInt() + "\n" : "unknown\n";
      Files.writeString(folder.resolve("exit"), exit);
      for (var file : result.files().entrySet()) {
        var lines = file.getValue().lines();
        if (lines.isPresent()) {
          var path = folder.resolve("files").resolve(file.getKey().replaceFirst("^/", "root/"));
          Files.createDirectories(path.getParent());
          Files.write(path, lines.get());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written", e);
    }
  }

  /** Returns the differences, or those that the user's own program finds. */
  static List<Difference> compared(
      TrialPlan plan, int run, AttemptScenario scenario, Outcome outcome) {
    if (scenario.result().isEmpty()) {
      return scenario.differences();
    }
    var name = "run-" + run;
    write(plan.output(), name, scenario.result().get());
    if (plan.comparer().isEmpty() || outcome.phase() != null) {
      return scenario.differences();
    }
    var results = plan.output().resolve("results");
    var argv =
        List.of(
            plan.comparer().get().toString(),
            results.resolve("run-1").toString(),
            results.resolve(name).toString());
    try {
      var said = LocalCommand.run(LIMIT, Map.of(), plan.folder(), argv);
      var text = (said.stdout() + said.stderr()).strip();
      return said.succeeded()
          ? List.of()
          : List.of(
              new Difference(
                  "comparison by " + plan.comparer().get().getFileName(),
                  text.isEmpty() ? "exit " + said.exit() : text,
                  "exit 0",
                  false));
    } catch (LocalCommand.TimedOut e) {
      throw new TrialException(e.getMessage());
    } catch (UncheckedIOException e) {
      throw new TrialException("the program that compares cannot be started: " + e.getMessage());
    }
  }
}
