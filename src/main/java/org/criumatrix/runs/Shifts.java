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
 * Finds shifts of a CRIU build on a host, over all cells and over each {@link Sweep}, but never of
 * a single cell, which one busy moment can slow down. If all builds shift alike, the machine is the
 * cause.
 */
final class Shifts {

  /** The minimum number of cells, or of attempts of a sweep, to judge a build by. */
  static final int MIN_CELLS = 10;

  /** A smaller ratio is noise on a machine that also does other work. */
  private static final double RATIO = 1.25;

  /** The minimum shift in milliseconds: a very short time doubles easily. */
  private static final double MIN_SHIFT_MS = 1;

  /**
   * A shift must exceed the uncertainty of the cells by this factor, so that two busy runs are no
   * finding.
   */
  private static final double UNCERTAINTY_FACTOR = 4;

  /** The share of cells that must agree on the direction. */
  private static final double AGREEING_SHARE = 0.75;

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

  /** Returns the pairs of all other builds; none if there are too few. */
  private static List<Pair> others(Map<String, List<Pair>> builds, String criu) {
    var all =
        builds.entrySet().stream()
            .filter(e -> !e.getKey().equals(criu))
            .flatMap(e -> e.getValue().stream())
            .toList();
    return all.size() < MIN_CELLS ? List.of() : all;
  }

  private Optional<Cause> cause(List<Pair> own, List<Pair> others) {
    var difference =
        Medians.of(own.stream().map(p -> Math.abs(p.after() - p.before())).toList()).orElse(0);
    var shift = Medians.of(logarithms(own)).orElse(0);
    if (own.size() < MIN_CELLS
        || difference < MIN_SHIFT_MS
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
    return alike >= AGREEING_SHARE * logarithms.size();
  }

  private static Cause direction(double shift) {
    return shift > 0 ? Cause.SLOWER : Cause.FASTER;
  }

  /**
   * Returns the logarithms of the ratios, in which doubling and halving are equally far from no
   * change.
   */
  private static List<Double> logarithms(List<Pair> pairs) {
    return pairs.stream().map(p -> Math.log(p.ratio())).toList();
  }

  private static boolean isShift(double logarithm, double error) {
    var size = Math.abs(logarithm);
    return size >= Math.log(RATIO) && size >= UNCERTAINTY_FACTOR * error;
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
