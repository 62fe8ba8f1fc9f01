package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/** Measurements of the same cells in two runs, grouped by what is judged together. */
final class Pairs {

  private final Measure measure;
  private final Map<Group, Map<String, List<Pair>>> all = new TreeMap<>();

  record Pair(double before, double after) {

    double ratio() {
      return after / before;
    }
  }

  /**
   * @param about the sweep; empty: all cells of the host
   */
  record Group(String host, String about) implements Comparable<Group> {

    @Override
    public int compareTo(Group other) {
      return host.equals(other.host) ? about.compareTo(other.about) : host.compareTo(other.host);
    }
  }

  private Pairs(Measure measure) {
    this.measure = measure;
  }

  /** Returns the pairs by group, and within a group by build. */
  static Map<Group, Map<String, List<Pair>>> of(
      Measure measure, Map<String, CellAttempts> before, Map<String, CellAttempts> after) {
    var pairs = new Pairs(measure);
    before.forEach(
        (cell, then) ->
            Optional.ofNullable(after.get(cell)).ifPresent(now -> pairs.add(then, now)));
    return pairs.all;
  }

  private void add(CellAttempts then, CellAttempts now) {
    if (!then.is(Verdict.WORKS) || !now.is(Verdict.WORKS)) {
      return;
    }
    var cell = now.worst();
    then.median(measure.of())
        .ifPresent(
            before -> now.median(measure.of()).ifPresent(after -> add("", cell, before, after)));
    Sweep.of(cell).ifPresent(sweep -> addAttempts(sweep, then, now));
  }

  /** Adds the attempts at a cell of a sweep one by one, in their order: a sweep has few cells. */
  private void addAttempts(Sweep sweep, CellAttempts then, CellAttempts now) {
    for (var i = 0; i < Math.min(then.attempts().size(), now.attempts().size()); i++) {
      var before = measure.of().apply(then.attempts().get(i));
      var after = measure.of().apply(now.attempts().get(i));
      if (before != null && after != null) {
        add(sweep.name(), now.worst(), before, after);
      }
    }
  }

  private void add(String about, CellRecord cell, double before, double after) {
    if (before > 0 && after > 0) {
      all.computeIfAbsent(new Group(cell.host(), about), g -> new LinkedHashMap<>())
          .computeIfAbsent(cell.criu(), c -> new ArrayList<>())
          .add(new Pair(before, after));
    }
  }
}
