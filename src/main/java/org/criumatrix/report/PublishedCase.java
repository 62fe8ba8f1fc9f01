package org.criumatrix.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Claim;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * A case from the publication or its results page, with today's cells of it.
 *
 * @param caseId the suite's id, {@code serial/terminal}
 * @param publishedAs the publication's id, {@code serial/simple-c-terminal}
 * @param claims one for each published CRIU, or for one of them
 * @param cells today's cells; none if the case was not run
 */
record PublishedCase(
    String caseId, String publishedAs, List<Claim> claims, @JsonIgnore List<CellRecord> cells) {

  private static final Map<String, List<String>> OUR_NAMES =
      CsvData.read("/org/criumatrix/published-cases.csv").stream()
          .collect(groupingBy(r -> r.get("published"), mapping(r -> r.get("ours"), toList())));

  private static final Map<String, String> WORKS_NOW =
      CsvData.read("/org/criumatrix/works-now.csv").stream()
          .collect(toMap(r -> r.get("case"), r -> r.get("why")));

  /** Returns all published cases, in the publication's order. */
  static List<PublishedCase> all(List<TableRow> rows, List<CellRecord> records) {
    var cells = records.stream().collect(groupingBy(r -> r.caseId().toString()));
    var claims = new LinkedHashMap<String, List<Claim>>();
    rows.stream()
        .flatMap(r -> r.claims().stream())
        .filter(c -> !TableRow.ofTable(c))
        .forEach(
            c ->
                claims
                    .computeIfAbsent(
                        new CaseId(c.row(), c.caseName()).toString(), k -> new ArrayList<>())
                    .add(c));
    return claims.entrySet().stream()
        .flatMap(
            e ->
                ours(e.getKey())
                    .map(
                        name ->
                            new PublishedCase(
                                name,
                                e.getKey(),
                                e.getValue(),
                                cells.getOrDefault(name, List.of()))))
        .toList();
  }

  private static Stream<String> ours(String published) {
    return OUR_NAMES.getOrDefault(published, List.of(published)).stream();
  }

  /** Whether a published success needs root. The publication tried failing cases as root too. */
  static boolean needsRoot(Claim claim) {
    return claim.needs().equals("root") && !claim.verdict().equals(Verdict.FAILS.key());
  }

  /** Returns {@code 3.17.1 works (root), non-root works}. */
  String describe() {
    return claims.stream()
        .map(
            c ->
                "%s %s%s"
                    .formatted(
                        TableRow.PUBLISHED.get(c.criu()),
                        c.verdict(),
                        needsRoot(c) ? " (root)" : ""))
        .collect(joining(", "));
  }

  Optional<Claim> claim(String criu) {
    return claims.stream().filter(c -> c.criu().equals(criu)).findFirst();
  }

  Tally tally(Column column) {
    return Tally.of(cells.stream().filter(c -> Column.of(c).equals(column)).toList());
  }

  Optional<Since> since() {
    return Since.of(claims, cells);
  }

  /** Returns {@code since} for the page; empty if there is nothing to compare. */
  @JsonProperty("since")
  String sinceWords() {
    return since().map(Since::words).orElse("");
  }

  /** Whether today's verdict differs from the published one. */
  @JsonIgnore
  boolean flipped() {
    return since().filter(s -> s != Since.AS_PUBLISHED).isPresent();
  }

  /**
   * Returns the cause of a changed verdict. Empty if nothing changed, or no cause is recorded yet.
   */
  @JsonProperty("cause")
  String cause() {
    return switch (since().orElse(Since.AS_PUBLISHED)) {
      case AS_PUBLISHED -> "";
      case WORKS_NOW -> WORKS_NOW.getOrDefault(caseId, "");
      case FAILS_NOW ->
          cells.stream()
              .map(CellRecord::cause)
              .filter(cause -> cause.why() != null && !cause.why().isBlank())
              .map(PublishedCase::describe)
              .distinct()
              .collect(joining("; "));
    };
  }

  private static String describe(CellRecord.Cause cause) {
    return Stream.concat(Stream.of(cause.why()), cause.sentences().stream()).collect(joining(". "));
  }

  @JsonIgnore
  String causeText() {
    return cause().isEmpty() ? "no cause is recorded yet" : cause();
  }

  /** Returns the publication's other remarks about it, without duplicates. */
  String remark() {
    return claims.stream()
        .map(Claim::remark)
        .filter(r -> !r.isBlank())
        .distinct()
        .collect(joining("; "));
  }
}
