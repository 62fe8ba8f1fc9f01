package org.criumatrix.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.criumatrix.junit.MatrixRun;
import org.criumatrix.junit.Settings;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.CriuBuildInfo;
import org.criumatrix.report.AllureSite;
import org.criumatrix.report.Reports;
import org.criumatrix.report.Summary;

/** The end of a run: provenance, pages, summary, exit code. */
final class Ending {

  /** Of more than these Allure needs so long that people ask what it is that they wait for. */
  private static final int SOME_CELLS = 1000;

  private final Settings settings;
  private final Parts parts;
  private final MatrixRun run;
  private final List<String> notes;
  private final PrintStream out;
  private final String started = now();

  /** Whether there is nothing left to be done for a run that is cut off. */
  private volatile boolean over;

  Ending(Settings settings, Parts parts, MatrixRun run, List<String> notes, PrintStream out) {
    this.settings = settings;
    this.parts = parts;
    this.run = run;
    this.notes = notes;
    this.out = out;
  }

  /**
   * @param troubles what went wrong with the suite itself
   */
  ExitCode complete(List<Throwable> troubles) {
    // Asked of the engines themselves, which takes longer than a Ctrl-C leaves.
    notes.addAll(parts.engines());
    var info = info(now());
    try {
      pages(info);
    } finally {
      over = true;
    }
    out.println(
        Summary.print(
            run.recorder().worst(),
            info,
            settings.folder(),
            Terminal.hasColours(),
            Terminal.WIDTH));
    run.problems().forEach(out::println);
    keep(info);
    if (!troubles.isEmpty() || run.records().size() < run.planned()) {
      throw new Stop(
          ExitCode.INTERNAL, incomplete(troubles), troubles.isEmpty() ? null : troubles.get(0));
    }
    var unexpected = run.records().stream().anyMatch(r -> !r.judgement().equals("as expected"));
    return unexpected || !run.problems().isEmpty() ? ExitCode.DIFFERS : ExitCode.AS_EXPECTED;
  }

  private void pages(RunInfo info) {
    if (run.diskProblem() != null) {
      throw new Stop(
          ExitCode.DISK,
          "%s cannot be written: %s; make room and go on with -Dresume"
              .formatted(settings.folder(), run.diskProblem().getMessage()),
          run.diskProblem());
    }
    try {
      run.recorder().write(info);
      // It takes seconds, in which a run may be cut off, too.
      allure(info);
      write(info);
    } catch (IOException e) {
      throw new Stop(ExitCode.DISK, settings.folder() + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** One after the other: who cuts a run off does not wait for it. */
  private synchronized void write(RunInfo info) throws IOException {
    run.recorder().write(info);
    Reports.write(settings.folder(), run.recorder().records(), info);
  }

  /**
   * Only where it is asked for: most runs look into a few cells, and a history of those tells
   * nobody anything.
   */
  private void keep(RunInfo info) {
    if (settings.on("matrix.history", false)) {
      var whole = new Run(settings.folder(), run.records(), Optional.of(info));
      out.println(Histories.add(Histories.of(settings.get("matrix.history", "")), whole));
    }
  }

  private String incomplete(List<Throwable> troubles) {
    var text = "%d of %d cells have a record".formatted(run.records().size(), run.planned());
    return troubles.isEmpty()
        ? text
        : text
            + "; the suite itself failed %d times, first with: %s"
                .formatted(troubles.size(), troubles.get(0));
  }

  private void allure(RunInfo info) {
    if (run.planned() > SOME_CELLS) {
      out.println("Allure makes its report of %d cells".formatted(run.records().size()));
    }
    try {
      AllureSite.generate(MatrixCommand.TARGET, Path.of("allure-config"), allureHistory(), info);
    } catch (IOException e) {
      out.println("no Allure report: " + e.getMessage());
    }
  }

  /** With the runs that are kept; of others Allure remembers what {@code mvn clean} has left. */
  private Path allureHistory() {
    return settings.on("matrix.history", false)
        ? Histories.of(settings.get("matrix.history", "")).folder().resolve("allure")
        : MatrixCommand.TARGET.resolve("allure-history");
  }

  /**
   * As much as can be done in the moments that a Ctrl-C leaves: everything but Allure's report.
   * Nothing when the JVM ends because the run has.
   */
  void cutOff() {
    if (over) {
      return;
    }
    run.stop();
    try {
      write(info(null));
      out.printf(
          "%ncut off after %d of %d cells; the records are in %s, -Dresume goes on from here%n",
          run.records().size(), run.planned(), settings.folder());
    } catch (IOException e) {
      out.println("cut off, and the pages cannot be written: " + e.getMessage());
    }
  }

  private RunInfo info(String ended) {
    var builds =
        parts.builds().stream()
            .map(
                b ->
                    new CriuBuildInfo(
                        b.version(), b.origin(), b.packageVersion(), b.sha256(), b.gitId()))
            .toList();
    return new RunInfo(
        Suite.version(),
        started,
        ended,
        settings.given(),
        parts.facts(),
        builds,
        List.copyOf(notes),
        run.planned(),
        run.records().size(),
        run.expectations());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
