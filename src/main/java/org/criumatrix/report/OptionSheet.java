package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.criumatrix.report.Sheet.Table;
import org.criumatrix.report.Sheet.Tone;

/** Shows which options of CRIU are used by a case, and why the others are not. */
final class OptionSheet {

  /** A new option without a case, and without a reason. */
  static final String UNTRIED = "untried";

  private final OptionCoverage coverage;
  private final Marks marks;

  OptionSheet(OptionCoverage coverage, Marks marks) {
    this.coverage = coverage;
    this.marks = marks;
  }

  Sheet sheet() {
    var intro = new ArrayList<>(coverage.intro());
    intro.add(count(coverage.newest()) + " are used by a case.");
    intro.add(
        "%s works, %s refuses as it has to, %s fails, %s unavailable: the best end of a case with the option."
            .formatted(
                marks.of("works"),
                marks.of("refuses"),
                marks.of("fails"),
                marks.of("unavailable")));
    return new Sheet(
        "Options of CRIU", intro, List.of(counts(), used(), notUsed(), values(), fields()));
  }

  private String count(String criu) {
    return "%d of %d options of CRIU %s"
        .formatted(coverage.used(criu).size(), coverage.options(criu).size(), criu);
  }

  private Table counts() {
    var rows = new ArrayList<List<String>>();
    for (var criu : coverage.builds()) {
      rows.add(
          List.of(
              criu,
              String.valueOf(coverage.options(criu).size()),
              String.valueOf(coverage.used(criu).size()),
              "%d of %d"
                  .formatted(
                      coverage.usedValues(criu).entrySet().stream()
                          .mapToInt(e -> listedAmong(criu, e.getKey(), e.getValue()))
                          .sum(),
                      coverage.listed(criu).values().stream().mapToInt(List::size).sum())));
    }
    return new Table(
        "Builds",
        Tone.PLAIN,
        List.of("CRIU", "options", "used by a case", "values that its help lists, used"),
        rows);
  }

  private int listedAmong(String criu, String option, List<String> values) {
    var listed = coverage.listed(criu).getOrDefault(option, List.of());
    return (int) values.stream().filter(listed::contains).count();
  }

  private Table used() {
    var columns = new ArrayList<>(List.of("option", "value"));
    columns.addAll(coverage.builds());
    columns.addAll(List.of("privileges", "shown by"));
    var rows = new ArrayList<List<String>>();
    coverage
        .byValue()
        .forEach(
            (key, uses) -> {
              var row = new ArrayList<>(key);
              coverage.builds().forEach(criu -> row.add(mark(uses, criu)));
              row.add(
                  uses.stream()
                      .map(OptionUse::privilege)
                      .collect(Collectors.toCollection(TreeSet::new))
                      .stream()
                      .collect(Collectors.joining(", ")));
              row.add(best(uses).shownBy());
              rows.add(List.copyOf(row));
            });
    return new Table("Used by a case", Tone.GOOD, columns, rows);
  }

  private static OptionUse best(List<OptionUse> uses) {
    return uses.stream().min(OptionUse.BEST).orElseThrow();
  }

  private String mark(List<OptionUse> uses, String criu) {
    var mine = uses.stream().filter(u -> u.criu().equals(criu)).toList();
    return mine.isEmpty() ? "" : marks.of(best(mine).verdict().key());
  }

  private Table notUsed() {
    var reasons = OptionCoverage.reasons();
    var criu = coverage.newest();
    var rest = new TreeSet<>(coverage.options(criu));
    rest.removeAll(coverage.used(criu));
    return new Table(
        "Not used by a case, CRIU " + criu,
        Tone.BAD,
        List.of("option", "reason"),
        rest.stream().map(o -> List.of(o, reasons.getOrDefault(o, UNTRIED))).toList());
  }

  private Table values() {
    var criu = coverage.newest();
    var used = coverage.usedValues(criu);
    var rows = new ArrayList<List<String>>();
    coverage
        .listed(criu)
        .forEach(
            (option, listed) -> {
              var rest = new ArrayList<>(listed);
              rest.removeAll(used.getOrDefault(option, List.of()));
              if (!rest.isEmpty()) {
                rows.add(List.of(option, String.join(", ", rest)));
              }
            });
    return new Table(
        "Values that the help lists and no case uses, CRIU " + criu,
        Tone.PLAIN,
        List.of("option", "values"),
        rows);
  }

  private Table fields() {
    var criu = coverage.newest();
    return new Table(
        "Fields of requests that are no options, CRIU " + criu,
        Tone.PLAIN,
        List.of("field"),
        coverage.fields(criu).stream().map(f -> List.of(f.substring("rpc:".length()))).toList());
  }
}
