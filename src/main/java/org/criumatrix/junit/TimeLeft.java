package org.criumatrix.junit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Estimates how long a run still takes, row by row: a cell of a container engine takes a hundred
 * times as long as a serial one, and cheap rows are played first.
 */
final class TimeLeft {

  /** What is known of a row. */
  private static final class OfRow {
    private final int cost;
    private int total;
    private int done;
    private double seconds;

    OfRow(int cost) {
      this.cost = cost;
    }
  }

  private final Map<String, OfRow> rows = new LinkedHashMap<>();
  private final int lanes;

  /**
   * @param lanes how many cells run side by side
   */
  TimeLeft(int lanes) {
    this.lanes = lanes;
  }

  /**
   * Counts cells that are to be played.
   *
   * @param cost what one of them costs, roughly, in any unit that all rows share
   */
  void expects(String row, int cost, int cells) {
    rows.computeIfAbsent(row, r -> new OfRow(cost)).total += cells;
  }

  /**
   * @param seconds that the lane spent on the cell, everything around it included
   */
  void ended(String row, double seconds) {
    var known = rows.computeIfAbsent(row, r -> new OfRow(1));
    known.done++;
    known.seconds += seconds;
  }

  /** Seconds; 0 when nothing is left, NaN when no cell has ended yet. */
  double seconds() {
    var unit = unit();
    return rows.values().stream()
            .filter(r -> r.total > r.done)
            .mapToDouble(
                r -> (r.total - r.done) * (r.done > 0 ? r.seconds / r.done : r.cost * unit))
            .sum()
        / lanes;
  }

  /** Seconds for one unit of cost, by the rows that have been played. */
  private double unit() {
    var seconds = rows.values().stream().mapToDouble(r -> r.seconds).sum();
    var cost = rows.values().stream().mapToDouble(r -> (double) r.done * r.cost).sum();
    return seconds / cost;
  }
}
