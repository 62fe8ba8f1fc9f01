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
import org.criumatrix.files.AtomicFile;
import org.criumatrix.junit.MatrixRun;
import org.criumatrix.junit.Settings;
import org.criumatrix.junit.Terminal;
import org.criumatrix.record.CellRate;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.CriuBuildInfo;
import org.criumatrix.report.AllureSite;
import org.criumatrix.report.LastScreen;
import org.criumatrix.report.Summary;

/** The end of a run: provenance, pages, summary, exit code. */
final class RunFinisher {

  /** Above this number the Allure report takes seconds and is announced. */
  private static final int MANY_CELLS = 1000;

  private final Settings settings;
  private final RunContext context;
  private final MatrixRun run;
  private final List<String> notes;
  private final PrintStream out;
  private final LaneTime around;
  private final RunPages pages;
  private final String started;
  private final long began = System.nanoTime();
  private Duration playTime;

  /** Whether the files are written, so that a Ctrl-C needs no reaction. */
  private volatile boolean finished;

  /**
   * @param around takes the time of work outside the lanes
   * @throws CommandException if the provenance of the run that is resumed cannot be read
   */
  RunFinisher(
      Settings settings,
      RunContext context,
      MatrixRun run,
      List<String> notes,
      LaneTime around,
      PrintStream out) {
    this.settings = settings;
    this.context = context;
    this.run = run;
    this.notes = notes;
    this.around = around;
    this.out = out;
    this.started =
        PreviousRun.started(run.recorder(), settings.folder()).orElseGet(RunFinisher::now);
    this.pages = new RunPages(settings.folder(), run.recorder(), this::info);
  }

  /** The files about the run as a whole. */
  RunPages pages() {
    return pages;
  }

  /**
   * Writes the files and prints the last screen; called when the last cell has ended.
   *
   * @param failures of the suite itself
   */
  ExitCode complete(List<Throwable> failures) {
    playTime = Duration.ofNanos(System.nanoTime() - began);
    // The processor time of what still runs on them would be missing in the account.
    around.spend("hosts closed", run::closeHosts);
    // The engines answer too slowly for a run that is cut off.
    notes.addAll(around.spend("engines' versions", context::engines));
    RunInfo info;
    try {
      info = write(now());
    } finally {
      finished = true;
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
    if (!failures.isEmpty() || run.records().size() < run.planned()) {
      throw new CommandException(
          ExitCode.INTERNAL, incomplete(failures), failures.isEmpty() ? null : failures.get(0));
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
      // A second time, because the time of the pages is known only now.
      var info = pages.provenance(ended);
      AtomicFile.write(
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

  private String incomplete(List<Throwable> failures) {
    var text = "%d of %d cells have a record".formatted(run.records().size(), run.planned());
    return failures.isEmpty()
        ? text
        : text
            + "; the suite itself failed %d times, first with: %s"
                .formatted(failures.size(), failures.get(0));
  }

  private void allure(RunInfo info) {
    if (run.planned() > MANY_CELLS) {
      out.println("Allure makes its report of %d cells".formatted(run.records().size()));
    }
    try {
      AllureSite.generate(context.target(), Path.of("allure-config"), allureHistory(), info);
    } catch (IOException e) {
      out.println("no Allure report: " + e.getMessage());
    }
  }

  /** Next to the kept runs; without a history in target/, which {@code mvn clean} removes. */
  private Path allureHistory() {
    return settings
        .history()
        .map(place -> Histories.of(place).folder().resolve("allure"))
        .orElseGet(() -> context.target().resolve("allure-history"));
  }

  /**
   * Writes everything but the Allure report, for which a Ctrl-C leaves no time. Does nothing when
   * the run has finished.
   */
  void cutOff() {
    if (finished) {
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
        context.builds().stream()
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
        context.facts(),
        builds,
        List.copyOf(notes),
        run.planned(),
        run.records().size(),
        run.expectations().checksum(),
        times(),
        run.notRun(),
        CellRate.of(run.records()));
  }

  private Map<String, Map<String, Double>> times() {
    var lanes = new TreeMap<>(context.laneTime());
    var spent = lanes.values().stream().mapToDouble(Double::doubleValue).sum();
    var time = playTime == null ? Duration.ofNanos(System.nanoTime() - began) : playTime;
    // JUnit's and Allure's listeners, and lanes that have nothing left to do in a wave.
    lanes.put("between cells", Math.max(0, settings.lanes() * time.toMillis() - spent));
    return Map.of("lanes", lanes, "around", around.ms(), "processors", ProcessorTime.ms());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
