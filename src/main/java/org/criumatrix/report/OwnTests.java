package org.criumatrix.report;

import java.util.List;
import org.criumatrix.matrix.RowTitle;

/** Sums up CRIU's own tests, which no table of rows counts. */
final class OwnTests {

  private OwnTests() {}

  /** Returns a line for each column that has cells of these tests. */
  static List<String> lines(Overview overview, Marks marks) {
    return overview.rows().stream()
        .filter(row -> row.key().equals(RowTitle.CRIUS_OWN))
        .flatMap(
            row ->
                overview.columns().stream()
                    .filter(column -> overview.tally(row, column).cells() > 0)
                    .map(column -> line(overview, row, column, marks)))
        .toList();
  }

  private static String line(Overview overview, TableRow row, Column column, Marks marks) {
    return "%s (%s), %s %s: %s"
        .formatted(
            row.title(),
            row.key(),
            overview.build(column),
            column.privilege(),
            marks.entry(overview.tally(row, column)));
  }
}
