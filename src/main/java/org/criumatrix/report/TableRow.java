package org.criumatrix.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.matrix.Claim;
import org.criumatrix.matrix.RowTitle;

/**
 * A row of the published table.
 *
 * @param key the row's name in cell ids, {@code open-files}
 * @param title the title for readers
 * @param claims what the publication reports about it, the whole row first
 */
record TableRow(String key, String title, List<Claim> claims) {

  /** The two columns of the published table: their key in claims.csv → their title. */
  static final Map<String, String> PUBLISHED = Map.of("3.17.1", "3.17.1", "nonroot", "non-root");

  static final List<String> PUBLISHED_ORDER = List.of("3.17.1", "nonroot");

  /**
   * Returns the published rows in the publication's order, then rows that only the records have.
   */
  static List<TableRow> all(Collection<String> recorded) {
    var claims = Claim.all();
    var keys = new LinkedHashSet<String>();
    claims.stream().filter(TableRow::ofTable).forEach(c -> keys.add(c.row()));
    recorded.stream().sorted().forEach(keys::add);
    var rows = new ArrayList<TableRow>();
    for (var key : keys) {
      var own = claims.stream().filter(c -> c.row().equals(key)).toList();
      rows.add(new TableRow(key, RowTitle.of(key), own));
    }
    return List.copyOf(rows);
  }

  /** Returns the publication's verdict on the whole row. */
  Optional<Claim> published(String criu) {
    return claims.stream().filter(TableRow::ofTable).filter(c -> c.criu().equals(criu)).findFirst();
  }

  static boolean ofTable(Claim claim) {
    return claim.source().equals("table1");
  }
}
