package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.criumatrix.runs.Shift.Cause;
import org.criumatrix.verdict.Verdict;

/**
 * Finds what takes longer or shorter: of a CRIU build on a host, never of a single cell, which one
 * busy moment can slow down. A shift of all builds alike is the machine's.
 */
final class Shifts {

  /** A build is judged by no fewer cells. */
  static final int FEWEST_CELLS = 10;

  /** Half as much is noise, on a machine that does other things too. */
  private static final double RATIO = 1.25;

  /** In milliseconds: what takes next to no time doubles easily. */
  private static final double LEAST = 1;

  /**
   * A shift has to be so many times what its cells leave uncertain: two busy runs are no finding.
   */
  private static final double CERTAIN = 4;

  /** So many of the cells have to agree on the direction. */
  private static final double AGREED = 0.75;

  private final boolean sameRun;
  private final Map<String, Map<String, List<Pair>>> pairs = new TreeMap<>();

  private record Pair(double before, double after) {

    double ratio() {
      return after / before;
    }
  }

  private Shifts(boolean sameRun) {
    this.sameRun = sameRun;
  }

  static List<Shift> between(Map<String, Seen> before, Map<String, Seen> after, boolean sameRun) {
    var all = new ArrayList<Shift>();
    for (var measure : Measure.values()) {
      var shifts = new Shifts(sameRun);
      before.forEach(
          (cell, then) ->
              Optional.ofNullable(after.get(cell))
                  .ifPresent(now -> shifts.add(measure, then, now)));
      all.addAll(shifts.of(measure));
    }
    return List.copyOf(all);
  }

  private void add(Measure measure, Seen then, Seen now) {
    var before = then.median(measure.of());
    var after = now.median(measure.of());
    var works = then.is(Verdict.WORKS) && now.is(Verdict.WORKS);
    if (works && before.orElse(0) > 0 && after.orElse(0) > 0) {
      var record = now.worst();
      pairs
          .computeIfAbsent(record.host(), h -> new LinkedHashMap<>())
          .computeIfAbsent(record.criu(), c -> new ArrayList<>())
          .add(new Pair(before.getAsDouble(), after.getAsDouble()));
    }
  }

  private List<Shift> of(Measure measure) {
    var shifts = new ArrayList<Shift>();
    pairs.forEach(
        (host, builds) ->
            builds.forEach(
                (criu, own) -> {
                  var others = others(builds, criu);
                  cause(own, others)
                      .ifPresent(c -> shifts.add(shift(criu, host, measure, own, others, c)));
                }));
    return shifts;
  }

  /** Pairs of all other builds; none where they are too few to go by. */
  private static List<Pair> others(Map<String, List<Pair>> builds, String criu) {
    var all =
        builds.entrySet().stream()
            .filter(e -> !e.getKey().equals(criu))
            .flatMap(e -> e.getValue().stream())
            .toList();
    return all.size() < FEWEST_CELLS ? List.of() : all;
  }

  private Optional<Cause> cause(List<Pair> own, List<Pair> others) {
    var difference =
        Medians.of(own.stream().map(p -> Math.abs(p.after() - p.before())).toList()).orElse(0);
    var shift = Medians.of(logarithms(own)).orElse(0);
    if (own.size() < FEWEST_CELLS
        || difference < LEAST
        || !agree(logarithms(own), shift)
        || !isShift(shift, Medians.error(logarithms(own)))) {
      return Optional.empty();
    }
    if (others.isEmpty()) {
      return Optional.of(sameRun ? direction(shift) : Cause.UNKNOWN);
    }
    // Held against the other builds, whatever the machine did is out of it.
    var alone = shift - Medians.of(logarithms(others)).orElse(0);
    var error = Math.hypot(Medians.error(logarithms(own)), Medians.error(logarithms(others)));
    return Optional.of(isShift(alone, error) ? direction(alone) : Cause.MACHINE);
  }

  private static boolean agree(List<Double> logarithms, double shift) {
    var alike = logarithms.stream().filter(l -> l * shift > 0).count();
    return alike >= AGREED * logarithms.size();
  }

  private static Cause direction(double shift) {
    return shift > 0 ? Cause.SLOWER : Cause.FASTER;
  }

  /** Twice and half are as far from one; so is what is between. */
  private static List<Double> logarithms(List<Pair> pairs) {
    return pairs.stream().map(p -> Math.log(p.ratio())).toList();
  }

  private static boolean isShift(double logarithm, double error) {
    var size = Math.abs(logarithm);
    return size >= Math.log(RATIO) && size >= CERTAIN * error;
  }

  private static double ratio(List<Pair> pairs) {
    return Medians.of(pairs.stream().map(Pair::ratio).toList()).orElse(1);
  }

  private static Shift shift(
      String criu, String host, Measure measure, List<Pair> own, List<Pair> others, Cause cause) {
    return new Shift(
        criu,
        host,
        measure,
        own.size(),
        Medians.of(own.stream().map(Pair::before).toList()).orElse(0),
        Medians.of(own.stream().map(Pair::after).toList()).orElse(0),
        ratio(own),
        others.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(ratio(others)),
        cause);
  }
}
