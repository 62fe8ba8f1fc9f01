package org.criumatrix.query;

import java.util.List;

/**
 * What a term of a query without matches keeps away.
 *
 * @param term the term as it is written
 * @param without the number of cells that match the query without this term
 * @param alone the number of cells that match this term alone
 * @param values if none does: the values that cells have; empty if there is no such list
 */
public record Obstacle(String term, int without, int alone, List<String> values) {

  /** Lists that are longer help nobody. */
  private static final int SHOWN = 12;

  public Obstacle {
    values = List.copyOf(values);
  }

  /** Returns it as a sentence without a full stop. */
  public String describe() {
    var cells = "without %s: %s".formatted(term, without == 1 ? "1 cell" : without + " cells");
    if (alone > 0) {
      return cells;
    }
    return cells
        + "; no cell has it"
        + (values.isEmpty() ? "" : ", the values here are " + shown());
  }

  private String shown() {
    var shown = String.join(", ", values.subList(0, Math.min(SHOWN, values.size())));
    return values.size() <= SHOWN
        ? shown
        : "%s and %d more".formatted(shown, values.size() - SHOWN);
  }
}
