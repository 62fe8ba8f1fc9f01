package org.criumatrix.app;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.junit.Terminal;
import org.criumatrix.query.Query;
import org.criumatrix.query.QueryCell;
import org.criumatrix.query.QueryCells;
import org.criumatrix.report.QueryCounts;
import org.criumatrix.report.QueryExport;
import org.criumatrix.report.QueryTable;
import org.criumatrix.runs.CellGlobs;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The form in which {@code query} prints what it found. */
final class QueryOutput {

  /** More cells scroll out of sight. */
  private static final int USUAL_LIMIT = 100;

  @Option(
      names = "--count-by",
      paramLabel = "FIELD",
      split = ",",
      description = "Print how many cells have which values of these fields: criu,verdict.")
  private List<String> fields = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Print at most N cells; 0: all. Default: 100 for the table, otherwise all.")
  private Integer limit;

  @ArgGroup(exclusive = true)
  private Format format = new Format();

  private static final class Format {

    @Option(names = "--json", description = "Print the records as JSON.")
    private boolean json;

    @Option(names = "--csv", description = "Print a line for each cell.")
    private boolean csv;

    @Option(names = "--ids", description = "Print globs for -Dcells that select these cells.")
    private boolean ids;

    private boolean isTable() {
      return !json && !csv && !ids;
    }
  }

  /**
   * Checks what picocli cannot check.
   *
   * @throws CommandException if options cannot be used
   */
  void check() {
    if (limit != null && limit < 0) {
      throw new CommandException(ExitCode.USAGE, "--limit is 0 or more, not " + limit);
    }
    if (!fields.isEmpty() && (format.ids || limit != null)) {
      throw new CommandException(ExitCode.USAGE, "--count-by prints no cells for --ids or --limit");
    }
    counts(List.of());
  }

  private QueryCounts counts(List<QueryCell> cells) {
    try {
      return QueryCounts.of(cells, fields);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, "--count-by: " + e.getMessage(), e);
    }
  }

  /**
   * Prints the cells.
   *
   * @param of the number of cells that were looked at
   */
  void print(Query query, List<QueryCell> found, int of) {
    if (!fields.isEmpty()) {
      printCounts(query, counts(found), found.size(), of);
      return;
    }
    var shown =
        limit == null || limit == 0 ? found : found.subList(0, Math.min(limit, found.size()));
    if (format.json) {
      System.out.print(QueryExport.json(query.toString(), shown, List.of()));
    } else if (format.csv) {
      System.out.print(QueryExport.csv(shown));
    } else if (format.ids) {
      CellGlobs.of(shown.stream().map(QueryCell::record).toList()).forEach(System.out::println);
    } else {
      var most = limit == null ? USUAL_LIMIT : limit;
      System.out.print(QueryTable.text(found, of, most, Terminal.hasColours(), Terminal.WIDTH));
      printNotes(query);
    }
  }

  private void printCounts(Query query, QueryCounts counts, int found, int of) {
    if (format.json) {
      System.out.print(QueryExport.json(query.toString(), counts));
    } else if (format.csv) {
      System.out.print(QueryExport.csv(counts));
    } else {
      System.out.printf("%,d of %,d cells%n%n%s", found, of, counts.text(Terminal.hasColours()));
    }
  }

  /** Says that no cell matches, and what each term keeps away. */
  void printNothing(Query query, QueryCells cells) {
    var obstacles = query.obstacles(cells);
    if (format.json) {
      System.out.print(QueryExport.json(query.toString(), List.of(), obstacles));
      return;
    }
    // Other programs read the lines of the other forms.
    var out = format.isTable() ? System.out : System.err;
    out.print(QueryTable.none(query.toString(), cells.all().size(), obstacles));
    if (format.isTable()) {
      printNotes(query);
    }
  }

  private static void printNotes(Query query) {
    for (var note : query.notes()) {
      System.out.printf("%nNote: %s%n", note);
    }
  }
}
