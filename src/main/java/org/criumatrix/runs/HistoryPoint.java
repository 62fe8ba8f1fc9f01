package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.Selection;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.CriuBuildInfo;

/** An attempt at a cell, with the run that it belongs to. */
public record HistoryPoint(RunInfo run, CellRecord record) {

  /** Returns all attempts at the selected cells, by cell, in the order of the runs. */
  public static Map<String, List<HistoryPoint>> byCell(List<Run> runs, Selection cells) {
    var points = new LinkedHashMap<String, List<HistoryPoint>>();
    var known = new HashSet<String>();
    for (var run : runs) {
      for (var record : run.records()) {
        // A resumed run is kept twice, both times with the cells of its first half.
        var isNew = known.add(record.id() + "#" + record.attempt() + "#" + record.ended());
        if (isNew && cells.matches(record.axes().cell())) {
          points
              .computeIfAbsent(record.id(), c -> new ArrayList<>())
              .add(new HistoryPoint(run.info().orElseThrow(), record));
        }
      }
    }
    return points;
  }

  /** Identifies the build's program, independent of its version; empty if unknown. */
  public String build() {
    return run.build(record.criu()).map(CriuBuildInfo::sha256).orElse("");
  }

  /** Returns the result: {@code works}, {@code fails at dump}. */
  public String seen() {
    return new CellAttempts(List.of(record)).describe();
  }
}
