package org.criumatrix.runs;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Judgement;

/**
 * Cells that differ from their expectation in the same way, most likely for the same reason.
 *
 * @param judgement the judgement of all of them
 * @param end how all of them ended
 * @param cells at least one
 * @param line the line of matrix.csv that expects this failure for other cells; empty: there is
 *     none
 */
public record SharedCause(
    Judgement judgement, FailureSignature end, List<CellRecord> cells, Optional<Expectation> line) {

  private record Key(Judgement judgement, FailureSignature end) {}

  /** Returns the causes of cells that are not as expected, without lines of matrix.csv. */
  public static List<SharedCause> of(Collection<CellRecord> differing) {
    return of(differing, MatrixFile.NONE);
  }

  /**
   * @param differing cells that are not as expected
   * @return the causes, those with the most cells first
   */
  public static List<SharedCause> of(Collection<CellRecord> differing, MatrixFile file) {
    var groups = new LinkedHashMap<Key, List<CellRecord>>();
    for (var record : differing) {
      groups
          .computeIfAbsent(
              new Key(record.judgement(), FailureSignature.of(record)), k -> new ArrayList<>())
          .add(record);
    }
    return groups.entrySet().stream()
        .map(
            e ->
                new SharedCause(
                    e.getKey().judgement(),
                    e.getKey().end(),
                    List.copyOf(e.getValue()),
                    line(e.getValue(), file)))
        .sorted(comparingInt((SharedCause c) -> c.cells().size()).reversed())
        .toList();
  }

  /** Returns the line that explains all of these cells; empty if there is none. */
  static Optional<Expectation> line(List<CellRecord> cells, MatrixFile file) {
    Optional<Expectation> common = Optional.empty();
    for (var cell : cells) {
      var line = line(cell, file);
      if (line.isEmpty() || common.isPresent() && !common.equals(line)) {
        return Optional.empty();
      }
      common = line;
    }
    return common;
  }

  private static Optional<Expectation> line(CellRecord record, MatrixFile file) {
    if (record.phase() == null || record.error() == null) {
      return Optional.empty();
    }
    return file.explaining(
        record.axes().cell(),
        record.kernel(),
        record.dump(),
        record.phase(),
        record.error(),
        record.errorId());
  }

  /** Returns the rows of the cells. */
  public Set<String> rows() {
    var rows = new TreeSet<String>();
    cells.forEach(c -> rows.add(c.row()));
    return rows;
  }

  /** Returns the CRIU builds of the cells. */
  public Set<String> builds() {
    var builds = new TreeSet<String>();
    cells.forEach(c -> builds.add(c.criu()));
    return builds;
  }
}
