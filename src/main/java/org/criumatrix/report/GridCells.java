package org.criumatrix.report;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Verdict;

/**
 * Counts the cells of a grid. Every line is to have run the same cells: what another line has run
 * with the same build, and this one has not, counts as not run.
 */
final class GridCells {

  /**
   * A cell that was tried several times, or on several hosts of its line, is what CRIU did worst.
   */
  private static final List<Verdict> DECIDING =
      List.of(
          Verdict.FAILS,
          Verdict.WORKS,
          Verdict.REFUSES,
          Verdict.BROKEN,
          Verdict.UNAVAILABLE,
          Verdict.NOT_RUN);

  /** A cell, wherever it was run. */
  private record Place(String caseId, String criu, String privilege, String runtime) {

    static Place of(CellRecord record) {
      return new Place(
          record.caseId().toString(), record.criu(), record.privilege(), record.runtime());
    }

    CellRecord notRun(String kernel) {
      var cell = Cell.of(CaseId.parse(caseId), criu, privilege, runtime, "none");
      return CellRecord.of(cell, kernel)
          .outcome(Verdict.NOT_RUN, null, null)
          .judged(Judgement.AS_EXPECTED, "")
          .build();
    }
  }

  private final Map<String, Map<Place, CellRecord>> lines;
  private final Map<String, List<Place>> planned;
  private final Causes causes;

  private GridCells(Map<String, Map<Place, CellRecord>> lines) {
    this.lines = lines;
    this.planned =
        lines.values().stream()
            .flatMap(cells -> cells.keySet().stream())
            .distinct()
            .collect(
                groupingBy(Place::criu, () -> new TreeMap<>(Grid.BUILDS), Collectors.toList()));
    this.causes =
        new Causes(lines.values().stream().flatMap(cells -> cells.values().stream()).toList());
  }

  static List<GridCount> count(GridAxis axis, Collection<CellRecord> records) {
    var lines = new TreeMap<String, Map<Place, CellRecord>>(axis.order());
    for (var record : records) {
      axis.line(record)
          .ifPresent(
              line ->
                  lines
                      .computeIfAbsent(line, l -> new LinkedHashMap<>())
                      .merge(Place.of(record), record, GridCells::deciding));
    }
    return new GridCells(lines).counts(notes(axis, records));
  }

  private static CellRecord deciding(CellRecord one, CellRecord other) {
    return DECIDING.indexOf(other.verdict()) < DECIDING.indexOf(one.verdict()) ? other : one;
  }

  private static Map<String, String> notes(GridAxis axis, Collection<CellRecord> records) {
    var notes = new TreeMap<String, TreeSet<String>>();
    for (var record : records) {
      axis.line(record)
          .ifPresent(
              line -> notes.computeIfAbsent(line, l -> new TreeSet<>()).add(axis.note(record)));
    }
    return notes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> String.join(" ", e.getValue())));
  }

  private List<GridCount> counts(Map<String, String> notes) {
    var counts = new ArrayList<GridCount>();
    lines.forEach(
        (line, cells) ->
            planned.forEach(
                (criu, places) ->
                    alike(places.stream().map(p -> cell(cells, p, line)))
                        .forEach(
                            (end, some) -> counts.add(count(line, notes.get(line), end, some)))));
    return List.copyOf(counts);
  }

  private static CellRecord cell(Map<Place, CellRecord> cells, Place place, String line) {
    var cell = cells.get(place);
    return cell == null ? place.notRun(line) : cell;
  }

  /** How cells ended, and why. */
  private record End(Verdict verdict, String why) implements Comparable<End> {
    @Override
    public int compareTo(End other) {
      var byVerdict = verdict.compareTo(other.verdict);
      return byVerdict != 0 ? byVerdict : why.compareTo(other.why);
    }
  }

  private Map<End, List<CellRecord>> alike(Stream<CellRecord> cells) {
    return cells.collect(groupingBy(this::end, TreeMap::new, Collectors.toList()));
  }

  private End end(CellRecord record) {
    var why =
        record.verdict() == Verdict.WORKS || record.verdict() == Verdict.REFUSES
            ? ""
            : causes.cause(record).map(Cause::text).orElse("");
    return new End(record.verdict(), why);
  }

  private GridCount count(String line, String note, End end, List<CellRecord> cells) {
    var rows = new TreeMap<String, Integer>();
    cells.forEach(c -> rows.merge(c.row(), 1, Integer::sum));
    return new GridCount(
        line,
        note,
        cells.get(0).criu(),
        end.verdict(),
        cells.size(),
        (int) cells.stream().filter(Overview::differs).count(),
        end.why(),
        rows);
  }
}
