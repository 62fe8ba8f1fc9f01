package org.criumatrix.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.criumatrix.matrix.Axis;
import org.criumatrix.record.CellRecord;
import org.criumatrix.report.Sheet.Table;
import org.criumatrix.report.Sheet.Tone;
import org.criumatrix.verdict.Verdict;

/** Applications by name: whether each can be checkpointed, and how. */
final class ApplicationsSheet {

  static final String ROW = "applications";

  private static final String TITLE = "Applications: which can be checkpointed, and how";

  private ApplicationsSheet() {}

  /**
   * @param records one for each cell
   */
  static Sheet of(List<CellRecord> records) {
    var all =
        records.stream()
            .filter(r -> r.row().equals(ROW) && r.verdict() != Verdict.UNAVAILABLE)
            .toList();
    if (all.isEmpty()) {
      return new Sheet(
          TITLE,
          List.of("No application was played in this run: -Dcells='applications/*'."),
          List.of());
    }
    var hosts = new TreeSet<String>();
    all.forEach(r -> hosts.add(r.axes().cell().on(Axis.HOST)));
    var tables = new ArrayList<Table>();
    for (var host : hosts) {
      tables.add(table(host, all.stream().filter(r -> isOn(r, host)).toList()));
    }
    return new Sheet(TITLE, intro(all), tables);
  }

  private static boolean isOn(CellRecord record, String host) {
    return record.axes().cell().on(Axis.HOST).equals(host);
  }

  private static List<String> intro(List<CellRecord> all) {
    return List.of(
        "Each was dumped while it worked, gone, restored, and had to come to the results of two"
            + " uninterrupted runs. %d applications and %d cells ran."
                .formatted(all.stream().map(CellRecord::caseId).distinct().count(), all.size()),
        "Options are those of criu dump and criu restore. A name with -with- or -without- is the same"
            + " application with a setting that avoids a failure.");
  }

  private static Table table(String host, List<CellRecord> records) {
    var rows = new ArrayList<List<String>>();
    var columns = new ArrayList<>(List.of("application", "what it is"));
    var calls = new TreeSet<>(ValueOrder.of("criu").reversed());
    records.forEach(r -> calls.add(r.criu()));
    calls.forEach(criu -> columns.add("CRIU " + criu));
    columns.addAll(List.of("how", "why not"));
    records.stream()
        .collect(groupingBy(r -> r.caseId().name(), TreeMap::new, toList()))
        .forEach((name, alike) -> rows.add(row(name, alike, new ArrayList<>(calls))));
    return new Table(host, Tone.PLAIN, columns, rows);
  }

  private static List<String> row(String name, List<CellRecord> alike, List<String> builds) {
    var entries = new ArrayList<>(List.of(name, alike.get(0).about()));
    builds.forEach(criu -> entries.add(results(alike, criu)));
    entries.add(how(alike, builds.get(0)));
    entries.add(why(alike));
    return entries;
  }

  /** Returns the results of a build: one word if all privileges agree. */
  private static String results(List<CellRecord> alike, String criu) {
    var byResult = new TreeMap<String, TreeSet<String>>();
    alike.stream()
        .filter(r -> r.criu().equals(criu))
        .forEach(
            r ->
                byResult
                    .computeIfAbsent(result(r), result -> new TreeSet<>())
                    .add(r.axes().cell().on(Axis.PRIVILEGE)));
    return byResult.entrySet().stream()
        .map(
            e ->
                byResult.size() == 1
                    ? e.getKey()
                    : e.getKey() + " as " + String.join(", ", e.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String result(CellRecord record) {
    return switch (record.verdict()) {
      case WORKS -> "✓ works";
      case FAILS -> "✗ fails at " + record.result().phase().key();
      default -> record.verdict().key();
    };
  }

  private static String how(List<CellRecord> alike, String newest) {
    return alike.stream()
        .filter(r -> r.criu().equals(newest) && r.verdict() == Verdict.WORKS)
        .findFirst()
        .map(ApplicationsSheet::options)
        .or(() -> remedy(alike))
        .orElse("");
  }

  private static String options(CellRecord record) {
    var options =
        Optional.ofNullable(record.evidence().options()).orElse(List.of()).stream()
            .filter(o -> o.startsWith("--"))
            .toList();
    return options.isEmpty() ? "no option" : String.join(" ", options);
  }

  private static Optional<String> remedy(List<CellRecord> alike) {
    return alike.stream()
        .map(r -> r.result().cause().remedy())
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static String why(List<CellRecord> alike) {
    return alike.stream()
        .filter(r -> r.verdict() == Verdict.FAILS)
        .map(r -> Objects.requireNonNullElse(r.result().cause().why(), r.error()))
        .filter(Objects::nonNull)
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
