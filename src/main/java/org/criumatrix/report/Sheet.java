package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A few tables with words about them, which any format can show.
 *
 * @param intro sentences, one to a line
 */
public record Sheet(String title, List<String> intro, List<Table> tables) {

  /** How a table is meant. */
  public enum Tone {
    BAD,
    GOOD,
    PLAIN
  }

  /**
   * @param columns names; the first is what a line is about
   * @param rows as many entries each as there are columns; an empty one has nothing to say
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

  /** The same with those tables alone that have a line. */
  Sheet withoutEmptyTables() {
    var filled = new ArrayList<>(tables);
    filled.removeIf(t -> t.rows().isEmpty());
    return new Sheet(title, intro, filled);
  }
}
