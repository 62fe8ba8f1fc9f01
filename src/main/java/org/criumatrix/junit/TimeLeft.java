package org.criumatrix.junit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Estimates the remaining time of a run, for each row and CRIU build. A cell of a container engine
 * takes a hundred times as long as a serial one, and cheap rows run first. A build that refuses
 * most cells needs a fraction of the newest build's time, which also runs first. The first build's
 * cells come with controls and golden runs, which are not repeated for other builds.
 */
final class TimeLeft {

  /** The time of a lane for a cell of a later build, as a multiple of the cell's own time. */
  private static final double OVERHEAD_FACTOR = 1.25;

  private record Group(String row, String build) {}

  /** The measured times of a group. */
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
   * @param lanes the number of cells that run in parallel
   */
  TimeLeft(int lanes) {
    this.lanes = lanes;
  }

  /**
   * Counts cells to run.
   *
   * @param cost the rough cost of one of them, in any unit that all rows share
   */
  void expects(String row, String build, int cost, int cells) {
    groups.computeIfAbsent(new Group(row, build), r -> new Times(cost)).total += cells;
  }

  /**
   * @param seconds the time that the lane spent on the cell, including all work around it
   * @param own the cell's own seconds
   */
  void ended(String row, String build, double seconds, double own) {
    var known = groups.computeIfAbsent(new Group(row, build), r -> new Times(1));
    known.done++;
    known.seconds += seconds;
    known.own += own;
  }

  /** Returns the seconds left; 0 if nothing is left, NaN if no cell has ended yet. */
  double seconds() {
    return groups.entrySet().stream()
            .filter(e -> e.getValue().total > e.getValue().done)
            .mapToDouble(e -> (e.getValue().total - e.getValue().done) * each(e.getKey()))
            .sum()
        / lanes;
  }

  /** Returns the seconds for a cell of the group. */
  private double each(Group group) {
    var own = groups.get(group);
    if (own.done > 0) {
      return own.each();
    }
    var others = mean(g -> g.row().equals(group.row()));
    return factor(group.build())
        * (Double.isNaN(others) ? own.cost * unit() : OVERHEAD_FACTOR * others);
  }

  /**
   * Returns a build's time as a multiple of other builds' time, from the rows that both have run.
   */
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

  /** Returns the seconds for one unit of cost, from the groups that have run. */
  private double unit() {
    var cost = groups.values().stream().mapToDouble(g -> (double) g.done * g.cost).sum();
    return groups.values().stream().mapToDouble(g -> g.seconds).sum() / cost;
  }

  /** Returns the mean of the own seconds of cells in these groups; NaN if none of them has run. */
  private double mean(Predicate<Group> which) {
    var done = chosen(which).mapToInt(g -> g.done).sum();
    return chosen(which).mapToDouble(g -> g.own).sum() / done;
  }

  private Stream<Times> chosen(Predicate<Group> which) {
    return groups.entrySet().stream().filter(e -> which.test(e.getKey())).map(Map.Entry::getValue);
  }
}
