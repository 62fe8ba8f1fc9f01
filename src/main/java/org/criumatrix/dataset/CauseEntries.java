package org.criumatrix.dataset;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.criumatrix.matrix.VersionOrder;

/** Describes causes by the cells that fail by them and by what matrix.csv knows of them. */
final class CauseEntries {

  /** The most frequent errors are enough to recognize a cause. */
  private static final int MOST_ERRORS = 12;

  private static final Comparator<String> NEWEST_FIRST = VersionOrder.OLDEST_FIRST.reversed();

  private final Map<String, String> started;
  private final CauseStatus status;
  private final WorksWith worksWith;

  /**
   * @param cells all results
   */
  CauseEntries(List<CellEntry> cells, Collection<RunEntry> runs) {
    this.started = runs.stream().collect(Collectors.toMap(RunEntry::id, RunEntry::started));
    this.status = new CauseStatus(cells);
    this.worksWith = new WorksWith(cells);
  }

  /**
   * @param cells those that fail by it
   */
  CauseEntry entry(String id, CauseKnowledge known, List<CellEntry> cells) {
    var builds = distinct(cells, CellEntry::criu, NEWEST_FIRST);
    var working = worksWith.builds(cells);
    return new CauseEntry(
        id,
        known.why(),
        errors(cells),
        distinct(cells, CellEntry::phase, Comparator.naturalOrder()),
        distinct(cells, CellEntry::harm, Comparator.naturalOrder()),
        known.issue(),
        known.fixed(),
        known.remedies(),
        known.traits(),
        distinct(cells, CellEntry::caseId, Comparator.naturalOrder()),
        builds,
        distinct(cells, CellEntry::kernel, VersionOrder.OLDEST_FIRST),
        working,
        (int) cells.stream().filter(CellEntry::latest).count(),
        cells.stream().map(c -> started.get(c.runs().get(0))).min(String::compareTo).orElse(null),
        cells.stream().map(this::ended).max(String::compareTo).orElse(null),
        status.of(known.fixed(), cells, working),
        known.kernels(),
        known.patterns());
  }

  private String ended(CellEntry cell) {
    return cell.ended() == null ? started.get(cell.run()) : cell.ended();
  }

  private static List<String> errors(List<CellEntry> cells) {
    var count =
        cells.stream()
            .map(CellEntry::error)
            .filter(Objects::nonNull)
            .map(ErrorShape::of)
            .collect(groupingBy(Function.identity(), TreeMap::new, counting()));
    return count.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(MOST_ERRORS)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> distinct(
      List<CellEntry> cells, Function<CellEntry, String> field, Comparator<String> order) {
    return cells.stream().map(field).filter(Objects::nonNull).distinct().sorted(order).toList();
  }
}
