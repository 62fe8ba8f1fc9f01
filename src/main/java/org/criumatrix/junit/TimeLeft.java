package org.criumatrix.junit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Estimates how long a run still takes, row by row: a cell of a container engine takes a hundred
 * times as long as a serial one, and cheap rows are played first. The last cells of a row count:
 * those of an older build, which come later, take another time than the newest one's.
 */
final class TimeLeft {

  /** How many of a row's last cells its next ones are estimated by. */
  private static final int LAST = 20;

  /** What is known of a row. */
  private static final class OfRow {
    private final int cost;
    private final Deque<Double> last = new ArrayDeque<>();
    private int total;
    private int done;

    OfRow(int cost) {
      this.cost = cost;
    }

    double seconds() {
      return last.stream().mapToDouble(Double::doubleValue).sum();
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
    known.last.addLast(seconds);
    if (known.last.size() > LAST) {
      known.last.removeFirst();
    }
  }

  /** Seconds; 0 when nothing is left, NaN when no cell has ended yet. */
  double seconds() {
    var unit = unit();
    return rows.values().stream()
            .filter(r -> r.total > r.done)
            .mapToDouble(
                r ->
                    (r.total - r.done) * (r.done > 0 ? r.seconds() / r.last.size() : r.cost * unit))
            .sum()
        / lanes;
  }

  /** Seconds for one unit of cost, by the rows that have been played. */
  private double unit() {
    var seconds = rows.values().stream().mapToDouble(OfRow::seconds).sum();
    var cost = rows.values().stream().mapToDouble(r -> (double) r.last.size() * r.cost).sum();
    return seconds / cost;
  }
}
