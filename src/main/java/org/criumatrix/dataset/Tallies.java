package org.criumatrix.dataset;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Counts cells by verdict. */
final class Tallies {

  static final Tally NONE = new Tally(0, 0, 0, 0, 0);

  private Tallies() {}

  /**
   * Counts the newest result of each cell.
   *
   * @param ids the ids of all things that a cell counts for
   * @return id → cells
   */
  static SortedMap<String, Tally> by(
      Collection<CellEntry> cells, Function<CellEntry, ? extends Collection<String>> ids) {
    var tallies = new TreeMap<String, Tally>();
    cells.stream()
        .filter(CellEntry::latest)
        .forEach(cell -> ids.apply(cell).forEach(id -> tallies.merge(id, of(cell), Tallies::sum)));
    return tallies;
  }

  private static Tally of(CellEntry cell) {
    return switch (cell.verdict()) {
      case Verdicts.WORKS -> new Tally(1, 0, 0, 0, 0);
      case Verdicts.REFUSES -> new Tally(0, 1, 0, 0, 0);
      case Verdicts.FAILS -> new Tally(0, 0, 1, 0, 0);
      case Verdicts.UNAVAILABLE -> new Tally(0, 0, 0, 1, 0);
      case Verdicts.BROKEN -> new Tally(0, 0, 0, 0, 1);
      default -> throw new IllegalArgumentException("no verdict of a cell: " + cell.verdict());
    };
  }

  private static Tally sum(Tally a, Tally b) {
    return new Tally(
        a.works() + b.works(),
        a.refuses() + b.refuses(),
        a.fails() + b.fails(),
        a.unavailable() + b.unavailable(),
        a.broken() + b.broken());
  }
}
