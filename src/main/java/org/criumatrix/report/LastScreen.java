package org.criumatrix.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;
import org.criumatrix.runs.SharedCause;
import org.criumatrix.verdict.Verdict;

/**
 * Writes the last screen of a run: the results, the differences with their causes, the files, and
 * what to do next. {@link Summary} has the details.
 */
public final class LastScreen {

  /** Maximum number of lines; a terminal has 24. */
  static final int LINES = 20;

  private final Overview overview;
  private final List<String> problems;
  private final MatrixFile expectations;
  private final Path folder;
  private final Paint paint;
  private final Marks marks;
  private final int width;

  private LastScreen(
      Overview overview,
      List<String> problems,
      MatrixFile expectations,
      Path folder,
      Paint paint,
      Marks marks,
      int width) {
    this.overview = overview;
    this.problems = problems;
    this.expectations = expectations;
    this.folder = folder;
    this.paint = paint;
    this.marks = marks;
    this.width = width;
  }

  /**
   * @param problems problems of the suite or its expectations, which the caller prints below
   * @param expectations the expectations that the cells were judged by
   * @param folder {@code target/matrix}
   * @param colour whether the terminal supports colours
   * @param width the columns of the terminal
   */
  public static String print(
      List<CellRecord> records,
      RunInfo run,
      List<String> problems,
      MatrixFile expectations,
      Path folder,
      boolean colour,
      int width) {
    return print(records, run, problems, expectations, folder, colour, width, Marks.ofTerminal());
  }

  static String print(
      List<CellRecord> records,
      RunInfo run,
      List<String> problems,
      MatrixFile expectations,
      Path folder,
      boolean colour,
      int width,
      Marks marks) {
    var overview = Overview.of(records, run, Map.of());
    return new LastScreen(overview, problems, expectations, folder, new Paint(colour), marks, width)
        .text();
  }

  private String text() {
    var head = List.of("", paint.bold(cut(counts())));
    var table = new ArrayList<>(new NewestTable(overview, marks, paint, width).lines());
    OwnTests.lines(overview, marks).forEach(line -> table.add(cut(line)));
    var tail = new ArrayList<String>(files());
    rate().map(this::cut).ifPresent(tail::add);
    var causes = SharedCause.of(overview.differing(), expectations);
    // Never cut: users copy it.
    tail.add("Next           " + next(causes));
    var room = LINES - head.size() - table.size() - tail.size();
    var lines =
        Stream.of(head, table, differences(causes, room), tail).flatMap(List::stream).toList();
    return marks.fitting(String.join("\n", lines) + "\n");
  }

  private String counts() {
    var counts = new ArrayList<String>();
    for (var verdict : Verdict.values()) {
      var count = verdict == Verdict.NOT_RUN ? overview.notRun() : overview.count(verdict);
      if (count > 0) {
        counts.add(count + " " + verdict.key());
      }
    }
    return "%d cells on %s%s: %s%s"
        .formatted(
            overview.records().size(),
            overview.kernels(),
            duration(),
            String.join(", ", counts),
            overview.untried());
  }

  /** Returns the failure rate of the repeated cell that is known to fail least rarely. */
  private Optional<String> rate() {
    var repeated = RepeatedCell.of(overview);
    return repeated.stream()
        .max(Comparator.comparingDouble(c -> c.rate().upper()))
        .map(
            worst ->
                repeated.size() == 1
                    ? "Failure rate   " + worst.words()
                    : "Failure rates  %s, the highest of %d: %s"
                        .formatted(worst.words(), repeated.size(), worst.record().id()));
  }

  private String duration() {
    var run = overview.run();
    // The time of a resumed run would include the break.
    if (run.ended() == null || !run.option("resume").isEmpty()) {
      return "";
    }
    var time = Duration.between(Instant.parse(run.started()), Instant.parse(run.ended()));
    return time.toMinutes() == 0
        ? " in %d s".formatted(time.toSeconds())
        : " in %d min %02d s".formatted(time.toMinutes(), time.toSecondsPart());
  }

  /**
   * @param room the maximum number of lines, at least 1
   */
  private List<String> differences(List<SharedCause> causes, int room) {
    if (causes.isEmpty() && !problems.isEmpty()) {
      return List.of(
          paint.loud(
              cut(
                  "No cell differs from expectation, but the run failed: %s, printed below."
                      .formatted(count(problems.size(), "problem")))));
    }
    if (causes.isEmpty()) {
      return List.of(paint.verdict(Verdict.WORKS.key(), "Nothing differs from expectation."));
    }
    var cells = overview.differing().size();
    var lines = new ArrayList<String>();
    lines.add(
        paint.loud(
            cut(
                "%s %s from expectation, in %s; each is in %s"
                    .formatted(
                        count(cells, "cell"),
                        cells == 1 ? "differs" : "differ",
                        count(causes.size(), "way"),
                        shown(folder.resolve(Summary.FILE))))));
    causes.stream().limit(room - 1L).map(this::entry).forEach(lines::add);
    return lines;
  }

  private String entry(SharedCause cause) {
    var known =
        cause
            .line()
            .map(l -> " as on line %d of matrix.csv, widen it?".formatted(l.line()))
            .orElse("");
    return cut(
        "%5d %s%s (%s; CRIU %s): %s"
            .formatted(
                cause.cells().size(),
                cause.judgement().key(),
                known,
                String.join(", ", cause.rows()),
                String.join(", ", cause.builds()),
                cause.cells().get(0).endingWithError()));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** Returns one command. */
  private String next(List<SharedCause> causes) {
    var run = shown(folder);
    if (overview.notRun() > 0) {
      return "./criu-matrix run -Dresume %s"
          .formatted(
              overview.run().options().entrySet().stream()
                  .map(e -> "'-D%s=%s'".formatted(e.getKey(), e.getValue()))
                  .collect(Collectors.joining(" ")));
    }
    if (causes.isEmpty()) {
      return "./criu-matrix bundle %s run.tar.gz, to attach it to a report".formatted(run);
    }
    var known = causes.stream().allMatch(c -> c.line().isPresent());
    return known
        ? "./criu-matrix update %s --dry-run".formatted(run)
        : "./criu-matrix run -Dmatrix.folder=target/one '-Dcells=%s'"
            .formatted(unexplained(causes).cells().get(0).id());
  }

  private static SharedCause unexplained(List<SharedCause> causes) {
    return causes.stream().filter(c -> c.line().isEmpty()).findFirst().orElseThrow();
  }

  private List<String> files() {
    var files = new ArrayList<String>();
    files.add("Matrix page    " + shown(folder.resolve("index.html")));
    if (Files.exists(AllureSite.reportFor(folder))) {
      files.add("Allure report  " + shown(AllureSite.reportFor(folder)));
    }
    files.add("Summary        " + shown(folder.resolve(Summary.FILE)));
    return files;
  }

  private String cut(String text) {
    var clean = Wrap.clean(text);
    return clean.length() <= width ? clean : clean.substring(0, width - 3) + "...";
  }

  /** Returns paths as the user would type them in the current folder. */
  static String shown(Path path) {
    var here = Path.of("").toAbsolutePath();
    var absolute = path.toAbsolutePath().normalize();
    return Objects.toString(absolute.startsWith(here) ? here.relativize(absolute) : absolute);
  }
}
