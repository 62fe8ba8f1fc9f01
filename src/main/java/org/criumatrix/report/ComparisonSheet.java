package org.criumatrix.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.report.Sheet.Table;
import org.criumatrix.report.Sheet.Tone;
import org.criumatrix.runs.CellAttempts;
import org.criumatrix.runs.Change;
import org.criumatrix.runs.ChangeKind;
import org.criumatrix.runs.CheckChange.Kind;
import org.criumatrix.runs.Comparison;
import org.criumatrix.runs.Pairing;
import org.criumatrix.runs.Shift;
import org.criumatrix.runs.Shift.Cause;
import org.criumatrix.runs.ValueChange;

/** What became of the cells between two runs. */
public final class ComparisonSheet {

  private ComparisonSheet() {}

  public static Sheet of(Comparison comparison) {
    var tables = new ArrayList<Table>();
    for (var kind : ChangeKind.values()) {
      tables.add(table(kind, comparison.changes(kind)));
    }
    tables.add(checks(comparison, Kind.FAILS, "Sub-checks that work no longer", Tone.BAD));
    tables.add(checks(comparison, Kind.CHANGED, "Sub-checks that fail otherwise", Tone.PLAIN));
    tables.add(checks(comparison, Kind.WORKS, "Sub-checks that work now", Tone.GOOD));
    tables.add(values(comparison));
    tables.add(shifts(comparison, Cause.SLOWER, Tone.BAD));
    tables.add(shifts(comparison, Cause.FASTER, Tone.GOOD));
    tables.add(shifts(comparison, Cause.MACHINE, Tone.PLAIN));
    tables.add(shifts(comparison, Cause.UNKNOWN, Tone.PLAIN));
    tables.add(differences(comparison));
    return new Sheet(title(comparison), intro(comparison), tables);
  }

  private static String title(Comparison comparison) {
    var builds = comparison.pairing();
    if (!builds.equals(Pairing.BY_ID)) {
      return "CRIU %s → %s".formatted(builds.then(), builds.now());
    }
    var before = name(comparison.before());
    var after = name(comparison.after());
    return before.equals(after)
        ? "%s → %s".formatted(file(comparison.before()), file(comparison.after()))
        : "%s → %s".formatted(before, after);
  }

  private static String file(Run run) {
    return String.valueOf(run.place().getFileName());
  }

  /** Returns when a run started; of one without provenance, its file. */
  private static String name(Run run) {
    return run.info()
        .map(i -> "run of " + i.started().replaceFirst("T(\\d+:\\d+).*", " $1 UTC"))
        .orElseGet(() -> file(run));
  }

  /** Returns the runs with their places and kernels. */
  private static List<String> places(Comparison comparison) {
    var same = comparison.before().place().equals(comparison.after().place());
    return same
        ? List.of("Run: " + place(comparison.after()))
        : List.of("Before: " + place(comparison.before()), "After: " + place(comparison.after()));
  }

  private static String place(Run run) {
    var kernels =
        run.records().stream()
            .map(CellRecord::kernel)
            .filter(Objects::nonNull)
            .distinct()
            .sorted(ValueOrder.of("kernel"))
            .toList();
    return "%s, %s, Linux %s".formatted(run.place(), name(run), String.join(", ", kernels));
  }

  /** Returns a sentence about the time of dumps and restores, whether it changed or not. */
  private static String speed(Comparison comparison) {
    var speeds =
        comparison.speeds().stream()
            .map(
                s ->
                    String.format(
                        Locale.ROOT,
                        "%s %+.1f ms (from %.1f ms, %d cells)",
                        s.measure().word(),
                        s.difference(),
                        s.before(),
                        s.cells()))
            .collect(Collectors.joining(", "));
    return speeds.isEmpty()
        ? "Speed: no cell was measured in both."
        : "Speed, as the median of cells that work in both: %s.".formatted(speeds);
  }

  private static List<String> intro(Comparison comparison) {
    var counts =
        Arrays.stream(ChangeKind.values())
            .filter(k -> !comparison.changes(k).isEmpty())
            .map(k -> "%s: %d".formatted(word(k), comparison.changes(k).size()))
            .collect(Collectors.joining(", "));
    var intro = new ArrayList<String>(places(comparison));
    intro.add(
        "%d cells in both runs, %d ran in both; %s."
            .formatted(
                comparison.common(),
                comparison.ran(),
                counts.isEmpty() ? "none of them changed" : counts));
    intro.add(speed(comparison));
    comparison.incomplete().forEach(run -> intro.add(incomplete(run)));
    intro.add(conclusion(comparison));
    return intro;
  }

  private static String incomplete(Run run) {
    var info = run.info().orElseThrow();
    return "%s %s: %d of %d cells have a record."
        .formatted(
            run.place(),
            info.ended() == null ? "was cut off" : "is not complete",
            run.records().size(),
            info.cellsPlanned());
  }

  private static String conclusion(Comparison comparison) {
    if (comparison.isWorse()) {
      return "Something got worse.";
    }
    return comparison.incomplete().isEmpty()
        ? "Nothing got worse."
        : "Nothing got worse in the %d cells that ran in both runs; nothing is known of the missing ones."
            .formatted(comparison.ran());
  }

  private static String word(ChangeKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Table table(ChangeKind kind, List<Change> changes) {
    var tone = kind.isWorse() ? Tone.BAD : kind == ChangeKind.IMPROVEMENT ? Tone.GOOD : Tone.PLAIN;
    return new Table(
        kind.words(),
        tone,
        List.of("cell", "before", "error before", "after", "error"),
        changes.stream().map(ComparisonSheet::row).toList());
  }

  private static List<String> row(Change change) {
    return List.of(
        change.cell(),
        describe(change.before()),
        error(change.before()),
        describe(change.after()),
        error(change.after()));
  }

  private static String describe(Optional<CellAttempts> seen) {
    return seen.map(CellAttempts::describe).orElse("");
  }

  private static String error(Optional<CellAttempts> seen) {
    return seen.map(CellAttempts::error).orElse("");
  }

  private static Table checks(Comparison comparison, Kind kind, String title, Tone tone) {
    return new Table(
        title,
        tone,
        List.of("cell", "sub-check", "before", "after"),
        comparison.checks(kind).stream()
            .map(c -> List.of(c.cell(), c.check(), c.before(), c.after()))
            .toList());
  }

  private static Table values(Comparison comparison) {
    return new Table(
        "Values that come back differently",
        Tone.PLAIN,
        List.of("cell", "property", "before", "after"),
        comparison.values().stream()
            .map(
                v ->
                    List.of(
                        v.cell(),
                        v.before().property(),
                        ValueChange.describe(v.before()),
                        ValueChange.describe(v.after())))
            .toList());
  }

  private static Table shifts(Comparison comparison, Cause cause, Tone tone) {
    return new Table(
        "Times: " + cause.words(),
        tone,
        List.of("build", "of", "what", "before", "after", "ratio", "other builds", "cells"),
        comparison.shifts().stream()
            .filter(s -> s.cause() == cause)
            .map(ComparisonSheet::row)
            .toList());
  }

  private static List<String> row(Shift shift) {
    return List.of(
        "CRIU %s on %s".formatted(shift.criu(), shift.host()),
        shift.about().isEmpty() ? "all cells" : shift.about(),
        shift.measure().word(),
        ms(shift.before()),
        ms(shift.after()),
        times(shift.ratio()),
        shift.others().isPresent() ? times(shift.others().getAsDouble()) : "there are none",
        String.valueOf(shift.cells()));
  }

  private static String ms(double value) {
    return String.format(Locale.ROOT, "%.1f ms", value);
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f times", ratio);
  }

  private static Table differences(Comparison comparison) {
    return new Table(
        "What the runs were",
        Tone.PLAIN,
        List.of("what differs", "before", "after"),
        comparison.differences().stream()
            .map(d -> List.of(d.what(), orNothing(d.before()), orNothing(d.after())))
            .toList());
  }

  private static String orNothing(String text) {
    return text.isEmpty() ? "–" : text;
  }
}
