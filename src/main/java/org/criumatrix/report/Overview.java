package org.criumatrix.report;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.criumatrix.matrix.RowTitle;
import org.criumatrix.matrix.WithoutCriu;
import org.criumatrix.record.Attempts;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.NotRun;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Verdict;

/**
 * A run as the pages look at it.
 *
 * @param records one for each cell, by cell id
 * @param missing cells without a record, with the verdict {@code not run}
 * @param rows every row that is published or recorded
 * @param published the published cases by our id, in the publication's order
 * @param columns those with cells
 * @param tallies by row and column
 * @param attempts for cell ids, how often the cell was tried
 * @param measured every attempt that works: all of them count for durations
 * @param allure for cell ids, the fragment of their entry in the Allure report
 * @param evidence the files that pages can link to
 */
record Overview(
    List<CellRecord> records,
    List<CellRecord> missing,
    RunInfo run,
    List<TableRow> rows,
    Map<String, PublishedCase> published,
    List<Column> columns,
    Map<String, Map<Column, Tally>> tallies,
    Map<String, Long> attempts,
    List<CellRecord> measured,
    Map<String, String> allure,
    EvidenceLinks evidence) {

  private static final Set<Verdict> TELLS_NOTHING = Set.of(Verdict.UNAVAILABLE, Verdict.NOT_RUN);

  /** Returns a run without links to evidence. */
  static Overview of(List<CellRecord> all, RunInfo run, Map<String, String> allure) {
    return of(all, run, allure, EvidenceLinks.NONE);
  }

  static Overview of(
      List<CellRecord> all, RunInfo run, Map<String, String> allure, EvidenceLinks evidence) {
    var attempts = Attempts.last(all);
    var records =
        Attempts.worst(attempts).stream()
            .sorted(
                Comparator.comparing(CellRecord::caseId)
                    .thenComparing(Column::of, Column.ORDER)
                    .thenComparing(CellRecord::id))
            .toList();
    var missing = run.notRun().stream().map(NotRun::toRecord).toList();
    var cells = Stream.concat(records.stream(), missing.stream()).toList();
    var rows = TableRow.all(cells.stream().map(CellRecord::row).distinct().toList());
    var tallies = new LinkedHashMap<String, Map<Column, Tally>>();
    cells.stream()
        .collect(groupingBy(CellRecord::row, groupingBy(Column::of)))
        .forEach(
            (row, columns) -> {
              var inRow = tallies.computeIfAbsent(row, r -> new LinkedHashMap<>());
              columns.forEach((column, some) -> inRow.put(column, Tally.of(some)));
            });
    var published = new LinkedHashMap<String, PublishedCase>();
    PublishedCase.all(rows, cells).forEach(c -> published.put(c.caseId(), c));
    var measured =
        attempts.stream()
            .filter(r -> r.verdict() == Verdict.WORKS)
            .sorted(Comparator.comparing(CellRecord::id).thenComparing(CellRecord::attempt))
            .toList();
    return new Overview(
        records,
        missing,
        run,
        rows,
        published,
        Column.of(cells),
        tallies,
        attempts.stream().collect(groupingBy(CellRecord::id, counting())),
        measured,
        Map.copyOf(allure),
        evidence);
  }

  /** Every cell that was selected, those without a record last. */
  List<CellRecord> cells() {
    return Stream.concat(records.stream(), missing.stream()).toList();
  }

  /** Published cases whose verdict is another today. */
  List<PublishedCase> flips() {
    return published.values().stream().filter(PublishedCase::flipped).toList();
  }

  /**
   * {@code CRIU 4.3}, or {@code no CRIU} where none takes part, and the kernel where there are
   * several.
   */
  String build(Column column) {
    var kernels = columns.stream().map(Column::kernel).distinct().count();
    var build = WithoutCriu.is(column.criu()) ? "no CRIU" : "CRIU " + column.criu();
    return kernels > 1 ? build + ", Linux " + column.kernel() : build;
  }

  /** Whether a cell shows something unexpected. */
  static boolean differs(CellRecord record) {
    return record.differs() && !TELLS_NOTHING.contains(record.verdict());
  }

  /**
   * Returns how the published verdict on the cell's case has changed, for a cell that shows it.
   * Empty for a cell with another result than the best one of its case: a case that works as root
   * is as published, and its failure with less privilege is no change.
   */
  Optional<Since> since(CellRecord record) {
    return Optional.ofNullable(published.get(record.caseId().toString()))
        .flatMap(
            p ->
                Since.of(p.claims(), record).filter(since -> p.since().equals(Optional.of(since))));
  }

  /** Returns, with a blank in front, of how many cells nothing was expected; empty: none. */
  String untried() {
    var count = records.stream().filter(r -> r.judgement() == Judgement.UNTRIED).count();
    return count == 0 ? "" : " (%d untried, with the options of a profile)".formatted(count);
  }

  List<CellRecord> differing() {
    return records.stream().filter(Overview::differs).toList();
  }

  /** Returns the rows of the tables: all but CRIU's own tests, which count apart. */
  List<TableRow> tableRows() {
    return rows.stream().filter(r -> !r.key().equals(RowTitle.CRIUS_OWN)).toList();
  }

  boolean has(TableRow row) {
    return tallies.containsKey(row.key());
  }

  Tally tally(TableRow row, Column column) {
    return tallies
        .getOrDefault(row.key(), Map.of())
        .getOrDefault(column, Tally.of(List.<CellRecord>of()));
  }

  long count(Verdict verdict) {
    return records.stream().filter(r -> r.verdict() == verdict).count();
  }

  /** How many cells, or attempts of them, were selected and have no record. */
  int notRun() {
    return Math.max(0, run.cellsPlanned() - run.cellsRecorded());
  }

  /** {@code Linux 6.18.1, 6.1.0}. */
  String kernels() {
    var kernels =
        records.stream()
            .map(CellRecord::kernel)
            .filter(Objects::nonNull)
            .collect(toCollection(() -> new TreeSet<>(ValueOrder.of("kernel"))));
    return kernels.isEmpty() ? "no kernel" : "Linux " + String.join(", ", kernels);
  }

  /** Why cells could not be run, most frequent reason first. */
  List<Map.Entry<String, Long>> unavailableReasons() {
    return records.stream()
        .filter(r -> r.verdict() == Verdict.UNAVAILABLE)
        .collect(groupingBy(r -> Reason.of(r.error()), counting()))
        .entrySet()
        .stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }
}
