package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.criumatrix.matrix.Claim;
import org.criumatrix.matrix.Publication;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;

/** Writes the published table with some columns of a run, for a paper, an issue or a terminal. */
public final class MatrixTable {

  private static final Marks MARKS = Marks.UNICODE;

  private final Overview overview;

  /**
   * @param selected the cells of the columns
   */
  public MatrixTable(List<CellRecord> records, RunInfo run, Predicate<CellRecord> selected) {
    this.overview =
        Overview.of(records.stream().filter(selected).toList(), part(run, selected), Map.of());
  }

  /** Returns the provenance without cells that were not run and are not selected. */
  private static RunInfo part(RunInfo run, Predicate<CellRecord> selected) {
    return new RunInfo(
        run.suite(),
        run.started(),
        run.ended(),
        run.options(),
        run.hosts(),
        run.criuBuilds(),
        run.notes(),
        run.cellsPlanned(),
        run.cellsRecorded(),
        run.expectations(),
        run.timesMs(),
        run.notRun().stream().filter(cell -> selected.test(cell.toRecord())).toList(),
        run.rates());
  }

  /** Returns a LaTeX document that compiles by itself, on a portrait page if the table fits. */
  public String latex() {
    return LatexPage.table(overview);
  }

  /** Returns Markdown: the run, the table, its legend and the publication. */
  public String markdown() {
    return String.join("\n", MarkdownPage.rowsTable(overview)) + "\n";
  }

  /** Returns a table of texts; the heads of the published columns name the publication. */
  public String csv() {
    var head = new ArrayList<>(List.of("row"));
    TableRow.PUBLISHED_ORDER.forEach(
        p -> head.add("%s, CRIU %s".formatted(Publication.ID, TableRow.PUBLISHED.get(p))));
    overview.columns().forEach(c -> head.add(overview.build(c) + " " + c.privilege()));
    var lines = new ArrayList<>(List.of(CSVFormat.DEFAULT.format(head.toArray())));
    for (var row : overview.tableRows()) {
      var entries = new ArrayList<>(List.of(row.title()));
      TableRow.PUBLISHED_ORDER.forEach(
          p -> entries.add(row.published(p).map(Claim::verdict).orElse("")));
      overview.columns().forEach(c -> entries.add(MARKS.entry(overview.tally(row, c))));
      lines.add(CSVFormat.DEFAULT.format(entries.toArray()));
    }
    return String.join("\n", lines) + "\n";
  }

  /**
   * Returns text for a terminal.
   *
   * @param colour whether the terminal supports colours
   * @param width the columns of the terminal
   */
  public String text(boolean colour, int width) {
    var marks = Marks.ofTerminal();
    var lines = new TextTable(overview, marks, new Paint(colour), width).lines();
    return marks.fitting(String.join("\n", lines) + "\n");
  }
}
