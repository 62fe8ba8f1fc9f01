package org.criumatrix.runs;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.runs.Pairs.Pair;

/**
 * How much longer something took in the second run: the median of the differences of all cells that
 * work in both. It is stated even if it is no more than noise, which {@link Shift} is not.
 *
 * @param cells the number of compared cells
 * @param before the median in milliseconds
 * @param difference the median of the cells' differences in milliseconds
 */
public record Speed(Measure measure, int cells, double before, double difference) {

  static List<Speed> between(Map<String, CellAttempts> before, Map<String, CellAttempts> after) {
    return Stream.of(Measure.DUMP, Measure.RESTORE)
        .map(m -> of(m, pairs(m, before, after)))
        .filter(s -> s.cells() > 0)
        .toList();
  }

  /** Returns the pairs of all cells; a sweep's attempts are among them already. */
  private static List<Pair> pairs(
      Measure measure, Map<String, CellAttempts> before, Map<String, CellAttempts> after) {
    return Pairs.of(measure, before, after).entrySet().stream()
        .filter(group -> group.getKey().about().isEmpty())
        .flatMap(group -> group.getValue().values().stream())
        .flatMap(List::stream)
        .toList();
  }

  private static Speed of(Measure measure, List<Pair> pairs) {
    return new Speed(
        measure,
        pairs.size(),
        Medians.of(pairs.stream().map(Pair::before).toList()).orElse(0),
        Medians.of(pairs.stream().map(p -> p.after() - p.before()).toList()).orElse(0));
  }
}
