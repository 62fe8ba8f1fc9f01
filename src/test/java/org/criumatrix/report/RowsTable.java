package org.criumatrix.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.criumatrix.junit.UsualCells;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.Expectation.Kind;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.WithoutCriu;
import org.criumatrix.testing.KnownDumps;

/** The README's table of rows: what was published, and what matrix.csv expects today. */
final class RowsTable {

  private static final List<String> PRIVILEGES = List.of("root", "capabilities", "unprivileged");

  /** The kernel that the documentation speaks of; for the newest CRIU all new ones are alike. */
  static final String KERNEL = "6.18";

  /** Its cells can only be unavailable: the suite has no workload for it yet. */
  private static final String NOT_PLAYABLE = "gpu/amd-plugin";

  private static final List<Cell> CELLS =
      UsualCells.usual().stream()
          .filter(c -> !c.caseId().toString().equals(NOT_PLAYABLE))
          .filter(c -> !WithoutCriu.is(c.on(Axis.CRIU)))
          .toList();

  private final MatrixFile expectations;
  private final String kernel;

  RowsTable(MatrixFile expectations, String kernel) {
    this.expectations = expectations;
    this.kernel = kernel;
  }

  private static List<TableRow> rows() {
    var ours = UsualCells.cases().stream().map(c -> c.row()).collect(toCollection(TreeSet::new));
    return TableRow.all(ours);
  }

  String markdown() {
    var head = new ArrayList<>(List.of("Row", "Cases"));
    TableRow.PUBLISHED_ORDER.forEach(p -> head.add("published, " + TableRow.PUBLISHED.get(p)));
    PRIVILEGES.forEach(p -> head.add("%s, %s".formatted(UsualCells.newest(), p)));
    var lines = new ArrayList<>(List.of(MarkdownPage.line(head)));
    lines.add("|" + " --- |".repeat(head.size()));
    var published = rows().stream().collect(partitioningBy(r -> !r.claims().isEmpty()));
    published.get(true).forEach(r -> lines.add(MarkdownPage.line(entries(r))));
    lines.add(MarkdownPage.line(apart(head.size())));
    published.get(false).forEach(r -> lines.add(MarkdownPage.line(entries(r))));
    return String.join("\n", lines);
  }

  private static List<String> apart(int width) {
    var entries = new ArrayList<>(Collections.nCopies(width, ""));
    entries.set(0, "*Not published, our own:*");
    return entries;
  }

  private List<String> entries(TableRow row) {
    var own = CELLS.stream().filter(c -> c.caseId().row().equals(row.key())).toList();
    var entries =
        new ArrayList<>(
            List.of(
                "[%s](docs/rows/%s.md)".formatted(row.title(), row.key()),
                String.valueOf(own.stream().map(Cell::caseId).distinct().count())));
    TableRow.PUBLISHED_ORDER.forEach(
        p -> entries.add(row.published(p).map(MarkdownPage::claim).orElse("")));
    PRIVILEGES.forEach(p -> entries.add(entry(own, p)));
    return entries;
  }

  /** The best of a case's cells counts, as everywhere. */
  private String entry(List<Cell> row, String privilege) {
    var byCase =
        row.stream()
            .filter(c -> c.on(Axis.PRIVILEGE).equals(privilege))
            .collect(groupingBy(Cell::caseId, TreeMap::new, toCollection(ArrayList::new)));
    if (byCase.isEmpty()) {
      return "";
    }
    var best = byCase.values().stream().map(this::best).toList();
    var works = Collections.frequency(best, Kind.WORKS);
    var refuses = Collections.frequency(best, Kind.REFUSES);
    var tally = new Tally(works, refuses, byCase.size() - works - refuses, 0, 0, 0, 0);
    var all = (int) row.stream().map(Cell::caseId).distinct().count();
    var mark = Marks.UNICODE.entry(tally);
    return tally.verdict().equals(Tally.PARTIAL) || byCase.size() == all
        ? mark
        : "%s (%d)".formatted(mark, byCase.size());
  }

  private Kind best(List<Cell> cells) {
    var kinds =
        cells.stream()
            .map(c -> expectations.expectation(c, kernel, KnownDumps.of(c)).orElseThrow().kind())
            .collect(toSet());
    return kinds.contains(Kind.WORKS)
        ? Kind.WORKS
        : kinds.contains(Kind.REFUSES) ? Kind.REFUSES : Kind.FAILS;
  }
}
