package org.criumatrix.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.criumatrix.account.LaneTime;
import org.criumatrix.account.ProcessorTime;
import org.criumatrix.junit.MatrixRun;
import org.criumatrix.junit.Settings;
import org.criumatrix.junit.Terminal;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.CriuBuildInfo;
import org.criumatrix.record.WholeFile;
import org.criumatrix.report.AllureSite;
import org.criumatrix.report.LastScreen;
import org.criumatrix.report.Summary;

/** The end of a run: provenance, pages, summary, exit code. */
final class RunFinisher {

  /** From this number on making Allure's report takes minutes, and is announced. */
  private static final int SOME_CELLS = 1000;

  private final Settings settings;
  private final RunContext parts;
  private final MatrixRun run;
  private final List<String> notes;
  private final PrintStream out;
  private final LaneTime around;
  private final RunPages pages;
  private final String started = now();
  private final long began = System.nanoTime();
  private Duration played;

  /** Whether there is nothing left to be done for a run that is cut off. */
  private volatile boolean over;

  /**
   * @param around the time of what is not done by lanes
   */
  RunFinisher(
      Settings settings,
      RunContext parts,
      MatrixRun run,
      List<String> notes,
      LaneTime around,
      PrintStream out) {
    this.settings = settings;
    this.parts = parts;
    this.run = run;
    this.notes = notes;
    this.around = around;
    this.out = out;
    this.pages = new RunPages(settings.folder(), run.recorder(), this::info);
  }

  /** The files about the run as a whole. */
  RunPages pages() {
    return pages;
  }

  /**
   * To be called when the last cell has ended.
   *
   * @param troubles what went wrong with the suite itself
   */
  ExitCode complete(List<Throwable> troubles) {
    played = Duration.ofNanos(System.nanoTime() - began);
    // The processor time of what still runs on them would be missing in the account.
    around.spend("hosts closed", run::closeHosts);
    // Asked of the engines themselves, which takes longer than a Ctrl-C leaves.
    notes.addAll(around.spend("engines' versions", parts::engines));
    RunInfo info;
    try {
      info = write(now());
    } finally {
      over = true;
    }
    out.print(
        LastScreen.print(
            run.recorder().worst(),
            info,
            run.problems(),
            run.expectations(),
            settings.folder(),
            Terminal.hasColours(),
            Terminal.WIDTH));
    run.problems().forEach(out::println);
    keep(info);
    if (!troubles.isEmpty() || run.records().size() < run.planned()) {
      throw new CommandException(
          ExitCode.INTERNAL, incomplete(troubles), troubles.isEmpty() ? null : troubles.get(0));
    }
    var unexpected = run.records().stream().anyMatch(CellRecord::differs);
    return unexpected || !run.problems().isEmpty() ? ExitCode.DIFFERS : ExitCode.AS_EXPECTED;
  }

  private RunInfo write(String ended) {
    if (run.diskProblem() != null) {
      throw new CommandException(
          ExitCode.DISK,
          "%s cannot be written: %s; make room and continue with -Dresume"
              .formatted(settings.folder(), run.diskProblem().getMessage()),
          run.diskProblem());
    }
    try {
      // Allure takes seconds, in which a run may be cut off, too.
      var provenance = pages.provenance(ended);
      around.spend("Allure report", () -> allure(provenance));
      around.spend("pages", () -> writePages(ended));
      // Once more: the pages' own time is known only now.
      var info = pages.provenance(ended);
      WholeFile.write(
          settings.folder().resolve(Summary.FILE),
          Summary.print(run.recorder().worst(), info, settings.folder()));
      return info;
    } catch (IOException | UncheckedIOException e) {
      throw new CommandException(
          ExitCode.DISK, settings.folder() + " cannot be written: " + e.getMessage(), e);
    }
  }

  private void writePages(String ended) {
    try {
      pages.write(ended);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Keeps the run in the history, only on request: a history of runs with a few cells has no use.
   */
  private void keep(RunInfo info) {
    settings
        .history()
        .ifPresent(
            place -> {
              var whole = new Run(settings.folder(), run.records(), Optional.of(info));
              out.println(Histories.add(Histories.of(place), whole));
            });
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
      AllureSite.generate(parts.target(), Path.of("allure-config"), allureHistory(), info);
    } catch (IOException e) {
      out.println("no Allure report: " + e.getMessage());
    }
  }

  /** With the runs that are kept; of others Allure remembers what {@code mvn clean} has left. */
  private Path allureHistory() {
    return settings
        .history()
        .map(place -> Histories.of(place).folder().resolve("allure"))
        .orElseGet(() -> parts.target().resolve("allure-history"));
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
      pages.write(null);
      out.printf(
          "%ncut off after %d of %d cells; the records are in %s, -Dresume continues from here%n",
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
        SuiteVersion.version(),
        started,
        ended,
        settings.given(),
        parts.facts(),
        builds,
        List.copyOf(notes),
        run.planned(),
        run.records().size(),
        run.expectations().checksum(),
        times());
  }

  private Map<String, Map<String, Double>> times() {
    var lanes = new TreeMap<>(parts.laneTime());
    var spent = lanes.values().stream().mapToDouble(Double::doubleValue).sum();
    var time = played == null ? Duration.ofNanos(System.nanoTime() - began) : played;
    // JUnit's and Allure's listeners, and lanes that have nothing left to do in a wave.
    lanes.put("between cells", Math.max(0, settings.lanes() * time.toMillis() - spent));
    return Map.of("lanes", lanes, "around", around.ms(), "processors", ProcessorTime.ms());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
