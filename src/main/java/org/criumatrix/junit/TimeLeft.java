package org.criumatrix.junit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Estimates how long a run still takes, for each row and CRIU build: a cell of a container engine
 * takes a hundred times as long as a serial one, and cheap rows are played first; a build that
 * refuses most cells needs a fraction of the newest one's time, which is played first too. Around
 * the first build's cells there are controls and golden runs, which are not repeated for others.
 */
final class TimeLeft {

  /** What a lane spends on a cell of a later build, as a multiple of the cell's own time. */
  private static final double AROUND = 1.25;

  private record Group(String row, String build) {}

  /** What is known of a group. */
  private static final class Times {
    private final int cost;
    private int total;
    private int done;
    private double seconds;
    private double own;

    Times(int cost) {
      this.cost = cost;
    }

    double each() {
      return seconds / done;
    }
  }

  private final Map<Group, Times> groups = new LinkedHashMap<>();
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
  void expects(String row, String build, int cost, int cells) {
    groups.computeIfAbsent(new Group(row, build), r -> new Times(cost)).total += cells;
  }

  /**
   * @param seconds that the lane spent on the cell, everything around it included
   * @param own the cell's own seconds
   */
  void ended(String row, String build, double seconds, double own) {
    var known = groups.computeIfAbsent(new Group(row, build), r -> new Times(1));
    known.done++;
    known.seconds += seconds;
    known.own += own;
  }

  /** Seconds; 0 when nothing is left, NaN when no cell has ended yet. */
  double seconds() {
    return groups.entrySet().stream()
            .filter(e -> e.getValue().total > e.getValue().done)
            .mapToDouble(e -> (e.getValue().total - e.getValue().done) * each(e.getKey()))
            .sum()
        / lanes;
  }

  /** Seconds for a cell of the group. */
  private double each(Group group) {
    var own = groups.get(group);
    if (own.done > 0) {
      return own.each();
    }
    var others = mean(g -> g.row().equals(group.row()));
    return factor(group.build()) * (Double.isNaN(others) ? own.cost * unit() : AROUND * others);
  }

  /** What a build needs of the time of others, by the rows that both have played. */
  private double factor(String build) {
    var seconds = 0.0;
    var ofOthers = 0.0;
    for (var each : groups.entrySet()) {
      var row = each.getKey().row();
      var others = mean(g -> g.row().equals(row) && !g.build().equals(build));
      if (each.getKey().build().equals(build) && !Double.isNaN(others)) {
        seconds += each.getValue().own;
        ofOthers += each.getValue().done * others;
      }
    }
    return ofOthers > 0 ? seconds / ofOthers : 1;
  }

  /** Seconds for one unit of cost, by the groups that have been played. */
  private double unit() {
    var cost = groups.values().stream().mapToDouble(g -> (double) g.done * g.cost).sum();
    return groups.values().stream().mapToDouble(g -> g.seconds).sum() / cost;
  }

  /** A cell's own seconds in these groups; NaN when none of them has been played. */
  private double mean(Predicate<Group> which) {
    var done = chosen(which).mapToInt(g -> g.done).sum();
    return chosen(which).mapToDouble(g -> g.own).sum() / done;
  }

  private Stream<Times> chosen(Predicate<Group> which) {
    return groups.entrySet().stream().filter(e -> which.test(e.getKey())).map(Map.Entry::getValue);
  }
}
