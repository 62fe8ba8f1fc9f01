package org.criumatrix.dataset;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.criumatrix.matrix.VersionOrder;

/** Counts in each run how much worked of situations, rows and builds. */
final class Trends {

  private record Subject(String kind, String id) implements Comparable<Subject> {
    @Override
    public int compareTo(Subject other) {
      return Comparator.comparing(Subject::kind).thenComparing(Subject::id).compare(this, other);
    }
  }

  private record Place(String run, String criu, String kernel) {}

  /** Cells that worked, and cells that were tried. */
  private record Count(int works, int of, long cells) {
    Count and(Count other) {
      return new Count(works + other.works, of + other.of, cells + other.cells);
    }
  }

  /** Of the checksum by Fowler, Noll and Vo. */
  private static final long FNV_BASIS = 0xcbf29ce484222325L;

  private static final long FNV_PRIME = 0x100000001b3L;

  private final Map<String, CaseEntry> cases;
  private final Map<Subject, Map<Place, Count>> counts = new TreeMap<>();

  private Trends(Collection<CaseEntry> cases) {
    this.cases = cases.stream().collect(toMap(CaseEntry::id, Function.identity()));
  }

  /** Returns the trends by kind and id. */
  static List<Trend> of(
      Collection<CellEntry> cells, Collection<CaseEntry> cases, Collection<RunEntry> runs) {
    var trends = new Trends(cases);
    cells.stream().filter(c -> Verdicts.isTried(c.verdict())).forEach(trends::count);
    return trends.entries(runs);
  }

  private void count(CellEntry cell) {
    var entry = cases.get(cell.caseId());
    var count = new Count(Verdicts.isGood(cell) ? 1 : 0, 1, checksum(cell));
    count(new Subject("build", cell.criu()), cell, count);
    count(new Subject("row", entry.row()), cell, count);
    if (entry.situation() != null && entry.role().equals(Roles.WAY)) {
      count(new Subject("situation", entry.situation()), cell, count);
    }
  }

  private void count(Subject subject, CellEntry cell, Count count) {
    var places = counts.computeIfAbsent(subject, s -> new HashMap<>());
    for (var run : cell.runs()) {
      places.merge(new Place(run, cell.criu(), cell.kernel()), count, Count::and);
    }
  }

  private List<Trend> entries(Collection<RunEntry> runs) {
    var started = runs.stream().collect(toMap(RunEntry::id, RunEntry::started));
    var order =
        Comparator.<Place, String>comparing(Place::run)
            .thenComparing(Place::criu, VersionOrder.OLDEST_FIRST)
            .thenComparing(Place::kernel, VersionOrder.OLDEST_FIRST);
    var trends = new ArrayList<Trend>();
    counts.forEach(
        (subject, places) ->
            trends.add(
                new Trend(
                    subject.kind(),
                    subject.id(),
                    places.keySet().stream()
                        .sorted(order)
                        .map(p -> point(p, started.get(p.run()), places.get(p)))
                        .toList())));
    return List.copyOf(trends);
  }

  private static Trend.Point point(Place place, String date, Count count) {
    return new Trend.Point(
        place.run(),
        date,
        place.criu(),
        place.kernel(),
        count.works(),
        count.of(),
        String.format(Locale.ROOT, "%016x", count.cells()));
  }

  /** Returns a number for a cell, the same in all runs. A sum of them depends on no order. */
  private static long checksum(CellEntry cell) {
    var key = cell.id().substring(cell.run().length()) + cell.machine();
    var sum = FNV_BASIS;
    for (var i = 0; i < key.length(); i++) {
      sum = (sum ^ key.charAt(i)) * FNV_PRIME;
    }
    return sum;
  }
}
