package org.criumatrix.runs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.criumatrix.runs.Pairs.Group;
import org.criumatrix.runs.Pairs.Pair;
import org.criumatrix.runs.Shift.Cause;

/**
 * Finds what takes longer or shorter: of a CRIU build on a host, over all cells and over each
 * {@link Sweep}, never of a single cell, which one busy moment can slow down. A shift of all builds
 * alike is the machine's.
 */
final class Shifts {

  /** A build is judged by no fewer cells, or attempts of a sweep. */
  static final int FEWEST_CELLS = 10;

  /** Half as much is noise, on a machine that does other things too. */
  private static final double RATIO = 1.25;

  /** In milliseconds: what takes next to no time doubles easily. */
  private static final double LEAST = 1;

  /** A shift must exceed the cells' uncertainty by this factor: two busy runs are no finding. */
  private static final double CERTAIN = 4;

  /** So many of the cells have to agree on the direction. */
  private static final double AGREED = 0.75;

  private final boolean sameRun;

  private Shifts(boolean sameRun) {
    this.sameRun = sameRun;
  }

  static List<Shift> between(
      Map<String, CellAttempts> before, Map<String, CellAttempts> after, boolean sameRun) {
    var shifts = new Shifts(sameRun);
    return Arrays.stream(Measure.values())
        .flatMap(m -> shifts.of(m, Pairs.of(m, before, after)))
        .toList();
  }

  private Stream<Shift> of(Measure measure, Map<Group, Map<String, List<Pair>>> pairs) {
    return pairs.entrySet().stream()
        .flatMap(
            group ->
                group.getValue().keySet().stream()
                    .flatMap(criu -> of(criu, group.getKey(), measure, group.getValue()).stream()));
  }

  private Optional<Shift> of(
      String criu, Group group, Measure measure, Map<String, List<Pair>> builds) {
    var own = builds.get(criu);
    var others = others(builds, criu);
    return cause(own, others).map(c -> shift(criu, group, measure, own, others, c));
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
    // The comparison with other builds removes the machine's share.
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
      String criu, Group group, Measure measure, List<Pair> own, List<Pair> others, Cause cause) {
    return new Shift(
        criu,
        group.host(),
        group.about(),
        measure,
        own.size(),
        Medians.of(own.stream().map(Pair::before).toList()).orElse(0),
        Medians.of(own.stream().map(Pair::after).toList()).orElse(0),
        ratio(own),
        others.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(ratio(others)),
        cause);
  }
}
