package org.criumatrix.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.report.Sheet.Table;
import org.criumatrix.report.Sheet.Tone;
import org.criumatrix.runs.HistoryPoint;
import org.criumatrix.runs.Unsteady;
import org.criumatrix.verdict.Verdict;

/** Shows the results of many runs. */
public final class HistorySheet {

  private HistorySheet() {}

  /** Lists the runs. */
  public static Sheet runs(String history, List<Run> runs) {
    var rows = new ArrayList<List<String>>();
    for (var run : runs) {
      run.info().ifPresent(info -> rows.add(row(run, info)));
    }
    var columns = List.of("run", "suite", "kernels", "options", "cells", "differing", "file");
    return new Sheet(
        "Runs in " + history, List.of(), List.of(new Table("Runs", Tone.PLAIN, columns, rows)));
  }

  private static List<String> row(Run run, RunInfo info) {
    var records = run.worst();
    return List.of(
        info.started(),
        info.suite(),
        records.stream()
            .map(r -> Objects.requireNonNullElse(r.kernel(), "unknown"))
            .distinct()
            .sorted(ValueOrder.of("kernel"))
            .collect(Collectors.joining(", ")),
        info.options().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> "-D%s=%s".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining(" ")),
        counts(records) + (info.isWhole() ? "" : ", cut off"),
        String.valueOf(records.stream().filter(Overview::differs).count()),
        String.valueOf(run.place().getFileName()));
  }

  /** Returns {@code 40 works, 3 fails}. */
  private static String counts(List<CellRecord> records) {
    var counts = new ArrayList<String>();
    for (var verdict : Verdict.values()) {
      var count = records.stream().filter(r -> r.verdict() == verdict).count();
      if (count > 0) {
        counts.add(count + " " + verdict.key());
      }
    }
    return counts.isEmpty() ? "none" : String.join(", ", counts);
  }

  /** Shows the results of each cell, run by run. */
  public static Sheet cells(Map<String, List<HistoryPoint>> cells) {
    var columns = List.of("ended", "kernel", "suite", "seen", "judged", "times", "error");
    var tables = new ArrayList<Table>();
    cells.forEach(
        (cell, points) ->
            tables.add(
                new Table(
                    cell, Tone.PLAIN, columns, points.stream().map(HistorySheet::row).toList())));
    var unsteady = Unsteady.among(cells).size();
    return new Sheet(
        "%d cells, %d of them unsteady".formatted(cells.size(), unsteady), List.of(), tables);
  }

  private static List<String> row(HistoryPoint point) {
    var r = point.record();
    return List.of(
        r.attempt() > 1 ? r.ended() + " attempt " + r.attempt() : r.ended(),
        r.kernel(),
        point.run().suite(),
        point.seen(),
        r.judgement().key(),
        times(r),
        r.verdict() == Verdict.WORKS ? "" : Objects.requireNonNullElse(r.error(), ""));
  }

  private static String times(CellRecord r) {
    var times = new ArrayList<String>();
    time(times, "dump", r.timing().dump());
    time(times, "frozen", r.timing().frozen());
    time(times, "restore", r.timing().restore());
    return String.join(", ", times);
  }

  private static void time(List<String> times, String what, Duration time) {
    if (time != null) {
      times.add(String.format(Locale.ROOT, "%s %.1f ms", what, time.toNanos() / 1e6));
    }
  }

  /** Lists cells with different results for the same inputs. */
  public static Sheet unsteady(List<Unsteady> unsteady) {
    var columns = List.of("cell", "seen", "kernel", "suite", "CRIU", "evidence");
    var rows = unsteady.stream().map(HistorySheet::row).toList();
    return new Sheet(
        unsteady.isEmpty() ? "No cell is unsteady." : "Same inputs, different ends",
        List.of(),
        List.of(new Table("Unsteady cells", Tone.BAD, columns, rows)));
  }

  private static List<String> row(Unsteady unsteady) {
    return List.of(
        unsteady.inputs().cell(),
        unsteady.ends().entrySet().stream()
            .map(e -> "%d times %s".formatted(e.getValue(), e.getKey()))
            .collect(Collectors.joining(", ")),
        unsteady.inputs().kernel(),
        unsteady.inputs().suite(),
        unsteady.inputs().build(),
        unsteady.attempts().stream()
            .map(p -> p.record().evidence().folder())
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(" ")));
  }
}
