package org.criumatrix.site;

import java.util.List;
import org.criumatrix.matrix.CsvData;

/** Queries that many readers have, from queries.csv. */
final class SavedQueries {

  /**
   * A query with a name.
   *
   * @param query in the language of docs/queries.md
   */
  record Saved(String title, String query, String about) {}

  private static final List<Saved> ALL =
      CsvData.read("/org/criumatrix/site/queries.csv").stream()
          .map(l -> new Saved(l.get("title"), l.get("query"), l.get("about")))
          .toList();

  private SavedQueries() {}

  static List<Saved> all() {
    return ALL;
  }
}
