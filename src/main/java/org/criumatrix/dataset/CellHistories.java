package org.criumatrix.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The results of every cell over all runs. */
final class CellHistories {

  private final Map<CellKey, List<Result>> results = new HashMap<>();

  /** Adds what each cell of a run came to; the run began later than those before. */
  void add(RunContext run, Map<CellKey, Attempted> cells) {
    cells.forEach(
        (key, attempts) ->
            Result.add(
                results.computeIfAbsent(key, k -> new ArrayList<>(1)),
                Result.of(attempts, key, run)));
  }

  /** Returns all results in the order of their ids. */
  List<CellEntry> entries(Map<CauseKey, String> causes) {
    var entries = new ArrayList<CellEntry>();
    for (var all : results.values()) {
      for (var i = 0; i < all.size(); i++) {
        var result = all.get(i);
        entries.add(result.entry(causes.get(result.cause()), i == all.size() - 1));
      }
    }
    entries.sort(Comparator.comparing(CellEntry::id));
    return entries;
  }
}
