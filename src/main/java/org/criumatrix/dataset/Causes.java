package org.criumatrix.dataset;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.CellRecord;

/** All causes: those of matrix.csv, whether or not a cell has met them, and those of the runs. */
final class Causes {

  private final CauseFinder finder;
  private final Map<CauseKey, CauseKnowledge> known = new LinkedHashMap<>();

  Causes(MatrixFile file) {
    this.finder = new CauseFinder(file);
    var lines = new LinkedHashMap<String, ArrayList<Expectation>>();
    file.expectations().stream()
        .filter(e -> e.fails() || e.loses())
        .forEach(e -> lines.computeIfAbsent(e.why(), w -> new ArrayList<>()).add(e));
    lines.forEach((why, all) -> known.put(CauseKey.ofReason(why), CauseKnowledge.of(why, all)));
  }

  /**
   * Returns the cause of a failure, and remembers what its run knows of it; null otherwise.
   *
   * @param isOwn whether the run is one's own. A cause has advice, which only own runs may add
   */
  CauseKey of(CellRecord record, boolean isOwn, UnaryOperator<String> redact) {
    var key = finder.of(record, isOwn, redact);
    if (key != null) {
      known.computeIfAbsent(
          key,
          k -> k.why() == null ? CauseKnowledge.NONE : CauseKnowledge.of(record.cause(), redact));
    }
    return key;
  }

  /** Returns the id of each cause. Two causes never share one. */
  Map<CauseKey, String> ids() {
    var keys = new LinkedHashMap<String, CauseKey>();
    known.keySet().forEach(key -> keys.merge(key.id(), key, (first, later) -> first));
    var ids = new HashMap<CauseKey, String>();
    known
        .keySet()
        .forEach(key -> ids.put(key, keys.get(key.id()).equals(key) ? key.id() : key.longId()));
    return ids;
  }

  /**
   * Returns all causes by id.
   *
   * @param cells all results
   */
  List<CauseEntry> entries(List<CellEntry> cells, Collection<RunEntry> runs) {
    var entries = new CauseEntries(cells, runs);
    var failing =
        cells.stream()
            .filter(c -> Objects.nonNull(c.cause()))
            .collect(groupingBy(CellEntry::cause));
    var ids = ids();
    return known.entrySet().stream()
        .map(
            e -> {
              var id = ids.get(e.getKey());
              return entries.entry(id, e.getValue(), failing.getOrDefault(id, List.of()));
            })
        .sorted(Comparator.comparing(CauseEntry::id))
        .toList();
  }
}
