package org.criumatrix.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;
import org.criumatrix.verdict.Verdict;

/** Writes {@code summary.txt}: the results of a run as text. */
public final class Summary {

  /** The file's name in the run's folder. */
  public static final String FILE = "summary.txt";

  private static final int WIDTH = 100;

  private final Overview overview;
  private final Path folder;
  private final Paint paint;
  private final Marks marks;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  private Summary(Overview overview, Path folder, Paint paint, Marks marks, int width) {
    this.overview = overview;
    this.folder = folder;
    this.paint = paint;
    this.marks = marks;
    this.width = width;
  }

  /**
   * Returns the published table with today's results, the differences from the expectations, the
   * unavailable cells, and the paths of the pages.
   *
   * @param folder {@code target/matrix}
   * @param colour whether the terminal supports colours
   * @param width the columns of the terminal
   */
  public static String print(
      List<CellRecord> records, RunInfo run, Path folder, boolean colour, int width) {
    return print(records, run, folder, colour, width, Marks.ofTerminal());
  }

  /** Returns the summary as the text of a file. */
  public static String print(List<CellRecord> records, RunInfo run, Path folder) {
    return print(records, run, folder, false, WIDTH, Marks.UNICODE);
  }

  static String print(
      List<CellRecord> records, RunInfo run, Path folder, boolean colour, int width, Marks marks) {
    var overview = Overview.of(records, run, Map.of());
    return new Summary(overview, folder, new Paint(colour), marks, width).text();
  }

  private String text() {
    head();
    table();
    differences();
    rates();
    sideFindings();
    lines.addAll(new ImagesTable(overview, marks).text(paint));
    unavailable();
    pages();
    var text = String.join("\n", lines) + "\n";
    return marks.fitting(text);
  }

  private void head() {
    lines.add("");
    lines.add(
        paint.bold(
            Wrap.clean(
                "criu-matrix %s - %s - %s"
                    .formatted(
                        overview.run().suite(), overview.kernels(), overview.run().started()))));
    var counts = new ArrayList<String>();
    for (var verdict : Verdict.values()) {
      var count = verdict == Verdict.NOT_RUN ? overview.notRun() : overview.count(verdict);
      if (count > 0) {
        counts.add(paint.verdict(verdict.key(), count + " " + verdict.key()));
      }
    }
    lines.add(
        "%d cells: %s%s"
            .formatted(overview.records().size(), String.join(", ", counts), overview.untried()));
    lines.add("");
  }

  private void table() {
    lines.addAll(new TextTable(overview, marks, paint, width).lines());
    lines.add("");
    lines.addAll(Wrap.lines(marks.legend(), width, ""));
    var absent =
        overview.tableRows().stream().filter(r -> !overview.has(r)).map(TableRow::title).toList();
    if (!absent.isEmpty()) {
      lines.addAll(Wrap.lines("Not in this run: " + String.join(", ", absent) + ".", width, ""));
    }
    var own = OwnTests.lines(overview, marks);
    if (!own.isEmpty()) {
      lines.add("");
      lines.addAll(own);
    }
  }

  private void differences() {
    var differing = overview.differing();
    lines.add("");
    if (differing.isEmpty()) {
      lines.add(paint.verdict(Verdict.WORKS.key(), "Nothing differs from expectation."));
      return;
    }
    lines.add(paint.loud("Differs from expectation (" + differing.size() + ")"));
    differing.forEach(this::difference);
  }

  private void difference(CellRecord record) {
    // The id is alone on its line, to be copied into -Dcells=.
    lines.add("  " + paint.bold(Wrap.clean(record.id())));
    entry("judged", record.judgement().key());
    entry("expected", record.result().expected());
    entry("seen", record.ending());
    entry("error", record.error());
    entry("hint", record.result().hint());
    entry(
        "evidence",
        record.evidence().folder() == null
            ? null
            : LastScreen.shown(folder.resolve(record.evidence().folder())));
  }

  private void entry(String name, String value) {
    if (value != null && !value.isBlank()) {
      lines.addAll(Wrap.lines("    %-9s %s".formatted(name, value), width, " ".repeat(14)));
    }
  }

  private void rates() {
    var repeated = RepeatedCell.of(overview);
    if (!repeated.isEmpty()) {
      lines.add("");
      lines.add(paint.bold("Failure rates (" + repeated.size() + ")"));
      for (var cell : repeated) {
        lines.add("  " + Wrap.clean(cell.record().id()));
        lines.addAll(
            Wrap.lines(
                Wrap.clean("    %s: %s".formatted(cell.build(), cell.words())),
                width,
                " ".repeat(6)));
      }
    }
  }

  private void sideFindings() {
    var findings = SideFindings.of(overview.records());
    if (!findings.isEmpty()) {
      lines.add("");
      lines.add(paint.bold("Beside the verdicts"));
      findings.forEach(f -> lines.addAll(Wrap.lines("  " + Wrap.clean(f), width, " ".repeat(4))));
    }
  }

  private void unavailable() {
    var reasons = overview.unavailableReasons();
    if (!reasons.isEmpty()) {
      lines.add("");
      lines.add(paint.bold("Unavailable here (" + overview.count(Verdict.UNAVAILABLE) + ")"));
      reasons.forEach(
          e ->
              lines.addAll(
                  Wrap.lines("%6d  %s".formatted(e.getValue(), e.getKey()), width, " ".repeat(8))));
    }
  }

  private void pages() {
    lines.add("");
    lines.add("Matrix page    " + LastScreen.shown(folder.resolve("index.html")));
    if (Files.exists(AllureSite.reportFor(folder))) {
      lines.add("Allure report  " + LastScreen.shown(AllureSite.reportFor(folder)));
    }
    lines.add("Records        " + LastScreen.shown(folder.resolve("records.jsonl")));
  }
}
