package org.criumatrix.report;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.report.Sheet.Table;
import org.criumatrix.report.Sheet.Tone;
import org.criumatrix.verdict.Verdict;

/** Shows a grid: one line for each kernel or user land, and why cells fail with each build. */
final class GridSheet {

  /** An entry without any cell that was run. */
  static final String UNTRIED = "?";

  private final Grid grid;
  private final Marks marks;
  private final GridSpans spans;

  GridSheet(Grid grid, Marks marks) {
    this.grid = grid;
    this.marks = marks;
    this.spans = new GridSpans(grid.axis(), grid.lines());
  }

  Sheet sheet() {
    var intro = new ArrayList<>(grid.intro());
    intro.add(legend());
    var tables = new ArrayList<Table>();
    tables.add(entries());
    grid.builds().forEach(criu -> tables.add(causes(criu)));
    tables.add(reasons());
    return new Sheet(grid.axis().title(), intro, tables);
  }

  private String legend() {
    return ("%s 97 of 98 %s18 %s1: of 98 cells 97 work and 1 is unavailable; 18 more refuse as they have to. %s some"
            + " fail, %s all fail, %s broken, %s run on another line and not on this one, %s untried, %s some are not"
            + " as expected. A cell that was tried several times, or on several hosts of a line, counts as failing if"
            + " it failed once.")
        .formatted(
            marks.of("works"),
            marks.of("refuses"),
            marks.of("unavailable"),
            marks.of("partial"),
            marks.of("fails"),
            marks.of("broken"),
            marks.of("not run"),
            UNTRIED,
            Marks.DIFFERS);
  }

  private Table entries() {
    var columns = new ArrayList<>(List.of(grid.axis().head()));
    grid.builds().forEach(criu -> columns.add("CRIU " + criu));
    columns.addAll(List.of("played", grid.axis().noteHead()));
    var rows = new ArrayList<List<String>>();
    for (var line : grid.lines()) {
      var row = new ArrayList<>(List.of(line));
      grid.builds().forEach(criu -> row.add(entry(Tally.ofCounts(grid.of(line, criu)))));
      var all = Tally.ofCounts(grid.of(line));
      row.add("%d of %d".formatted(all.ran() + all.refuses(), all.cells()));
      row.add(grid.of(line).get(0).note());
      rows.add(List.copyOf(row));
    }
    return new Table("What works", Tone.PLAIN, columns, rows);
  }

  private String entry(Tally tally) {
    if (tally.cells() == tally.notRun()) {
      return UNTRIED;
    }
    var text = new StringBuilder(marks.of(tally.verdict()));
    if (tally.ran() > 0) {
      text.append(" %d of %d".formatted(tally.works(), tally.planned()));
    } else {
      text.append(tally.cells() - tally.rest().values().stream().mapToInt(n -> n).sum());
    }
    tally.rest().forEach((verdict, n) -> text.append(" ").append(marks.of(verdict)).append(n));
    return text + (tally.differing() > 0 ? Marks.DIFFERS : "");
  }

  /** Why cells fail with a build; what not every line has comes first. */
  private Table causes(String criu) {
    var failing =
        grid.counts().stream().filter(c -> c.criu().equals(criu) && c.is(Verdict.FAILS)).toList();
    return new Table(
        "Why cells fail with CRIU " + criu,
        Tone.BAD,
        List.of("cause", grid.axis().head(), "cells", "rows"),
        rows(failing)
            .filter(row -> !grid.axis().showsDifferences() || !isMetByAll(row))
            .map(Row::entries)
            .toList());
  }

  private boolean isMetByAll(Row row) {
    return row.lines().size() == grid.lines().size();
  }

  /** Why cells could not be run; builds with the same reason for the same cells share a row. */
  private Table reasons() {
    var builds = new LinkedHashMap<List<String>, List<String>>();
    for (var criu : grid.builds()) {
      var some =
          grid.counts().stream()
              .filter(c -> c.criu().equals(criu))
              .filter(c -> c.is(Verdict.UNAVAILABLE) || c.is(Verdict.BROKEN))
              .toList();
      rows(some)
          .forEach(r -> builds.computeIfAbsent(r.entries(), e -> new ArrayList<>()).add(criu));
    }
    var rows = new ArrayList<List<String>>();
    builds.forEach(
        (entries, some) -> {
          var row = new ArrayList<>(entries);
          row.add(1, String.join(", ", some));
          rows.add(row);
        });
    return new Table(
        "Could not be run",
        Tone.PLAIN,
        List.of("reason", "CRIU", grid.axis().head(), "cells", "rows"),
        rows);
  }

  /** A cause, and where it is met. */
  private record Row(
      String why, Set<String> lines, String where, int most, String cells, String rows) {
    List<String> entries() {
      return List.of(why, where, cells, rows);
    }
  }

  private Stream<Row> rows(List<GridCount> counts) {
    return counts.stream()
        .collect(groupingBy(GridCount::why, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(this::row)
        .sorted(
            Comparator.comparing(this::isMetByAll)
                .thenComparing(Row::most, Comparator.reverseOrder())
                .thenComparing(Row::why));
  }

  private Row row(List<GridCount> alike) {
    var cells = alike.stream().collect(Collectors.summarizingInt(GridCount::cells));
    var lines = alike.stream().map(GridCount::line).collect(Collectors.toSet());
    return new Row(
        alike.get(0).why(),
        lines,
        spans.of(lines),
        cells.getMax(),
        cells.getMin() == cells.getMax()
            ? String.valueOf(cells.getMax())
            : cells.getMin() + " to " + cells.getMax(),
        caseRows(alike));
  }

  /** Returns the rows of the cells, those with the most first. */
  private static String caseRows(List<GridCount> alike) {
    var most = new TreeMap<String, Integer>();
    alike.forEach(c -> c.rows().forEach((row, n) -> most.merge(row, n, Math::max)));
    return most.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(e -> most.size() == 1 ? e.getKey() : e.getKey() + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }
}
