package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A few tables with an introduction, which any format can show.
 *
 * @param intro sentences, one per line
 */
public record Sheet(String title, List<String> intro, List<Table> tables) {

  /** The meaning of a table. */
  public enum Tone {
    BAD,
    GOOD,
    PLAIN
  }

  /**
   * @param columns the names; the first column is the subject of a line
   * @param rows as many entries each as there are columns; entries may be empty
   */
  public record Table(String title, Tone tone, List<String> columns, List<List<String>> rows) {

    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  public Sheet {
    intro = List.copyOf(intro);
    tables = List.copyOf(tables);
  }

  /** Returns the sheet without empty tables. */
  Sheet withoutEmptyTables() {
    var filled = new ArrayList<>(tables);
    filled.removeIf(t -> t.rows().isEmpty());
    return new Sheet(title, intro, filled);
  }
}
