package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.criumatrix.matrix.Claim;
import org.criumatrix.matrix.Publication;
import org.criumatrix.runs.SharedCause;

/** Writes the published table with today's results, for a README, an issue or a mail. */
final class MarkdownPage implements Page {

  private static final Marks MARKS = Marks.UNICODE;

  @Override
  public String file() {
    return "matrix.md";
  }

  @Override
  public String text(Overview overview) {
    var lines = new ArrayList<String>();
    lines.add("# What CRIU checkpoints and restores");
    lines.add("");
    lines.addAll(rowsTable(overview));
    lines.addAll(ownTests(overview));
    lines.addAll(differences(overview));
    lines.addAll(rates(overview));
    lines.addAll(cases(overview));
    lines.addAll(jobs(overview));
    lines.addAll(new ImagesTable(overview, MARKS).markdown());
    lines.addAll(unavailable(overview));
    return String.join("\n", lines) + "\n";
  }

  /** Returns the run, the table of the rows with its legend, and the publication. */
  static List<String> rowsTable(Overview overview) {
    var lines = new ArrayList<String>();
    lines.add(
        escape(
            "criu-matrix %s, %s, started %s, %d cells."
                .formatted(
                    overview.run().suite(),
                    overview.kernels(),
                    overview.run().started(),
                    overview.records().size())));
    lines.add("");
    lines.addAll(table(overview));
    lines.add("");
    lines.add(
        MARKS.legend() + " In the published columns, (root): needs root's rights in some form.");
    lines.add("");
    lines.add(
        "Published: %s [%s](%s)"
            .formatted(escape(Publication.citation()), Publication.ID, Publication.ADDRESS));
    return lines;
  }

  /** Sums up CRIU's own tests, which the table does not count. */
  private static List<String> ownTests(Overview overview) {
    var own = OwnTests.lines(overview, MARKS);
    if (own.isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<>(List.of("", "## CRIU's own tests", ""));
    own.forEach(line -> lines.add("- " + escape(line)));
    return lines;
  }

  private static List<String> table(Overview overview) {
    var head = new ArrayList<>(List.of("Row"));
    TableRow.PUBLISHED_ORDER.forEach(p -> head.add("published: " + TableRow.PUBLISHED.get(p)));
    overview.columns().forEach(c -> head.add(escape(overview.build(c) + " " + c.privilege())));
    var lines = new ArrayList<String>();
    lines.add(line(head));
    lines.add("|" + " --- |".repeat(head.size()));
    for (var row : overview.tableRows()) {
      var entries = new ArrayList<>(List.of(escape(row.title())));
      TableRow.PUBLISHED_ORDER.forEach(
          p -> entries.add(row.published(p).map(MarkdownPage::claim).orElse("")));
      overview.columns().forEach(c -> entries.add(escape(MARKS.entry(overview.tally(row, c)))));
      lines.add(line(entries));
    }
    return lines;
  }

  static String claim(Claim claim) {
    return MARKS.of(claim.verdict()) + (PublishedCase.needsRoot(claim) ? " (root)" : "");
  }

  /** Lists each published case with today's cells of it, including cases that were not run. */
  private static List<String> cases(Overview overview) {
    var head = new ArrayList<>(List.of("Case"));
    TableRow.PUBLISHED_ORDER.forEach(p -> head.add("published: " + TableRow.PUBLISHED.get(p)));
    head.add("since then");
    overview.columns().forEach(c -> head.add(escape(overview.build(c) + " " + c.privilege())));
    head.add("the publication's remark");
    var lines = new ArrayList<>(List.of("", "## Published and today, by case", ""));
    lines.add(line(head));
    lines.add("|" + " --- |".repeat(head.size()));
    for (var published : overview.published().values()) {
      var entries = new ArrayList<>(List.of(escape(published.caseId())));
      TableRow.PUBLISHED_ORDER.forEach(
          p -> entries.add(published.claim(p).map(MarkdownPage::claim).orElse("")));
      entries.add(published.since().map(s -> s.sign() + " " + s.words()).orElse(""));
      overview.columns().forEach(c -> entries.add(escape(MARKS.entry(published.tally(c)))));
      entries.add(escape(published.remark()));
      lines.add(line(entries));
    }
    lines.add("");
    lines.add(Since.legend());
    lines.addAll(flips(overview));
    return lines;
  }

  private static List<String> flips(Overview overview) {
    var flips = overview.flips();
    if (flips.isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<>(List.of("", "## Changed since the publication, and why", ""));
    flips.forEach(
        c ->
            lines.add(
                "- %s %s %s: %s"
                    .formatted(
                        c.since().orElseThrow().sign(),
                        escape(c.caseId()),
                        c.since().orElseThrow().words(),
                        escape(c.causeText()))));
    return lines;
  }

  /** Groups what differs by its end: the cells of one cause are one line. */
  private static List<String> differences(Overview overview) {
    var differing = overview.differing();
    var lines = new ArrayList<>(List.of("", "## Differs from expectation: " + differing.size()));
    if (!differing.isEmpty()) {
      var known = new Causes(overview.records());
      lines.add("");
      lines.add(line(List.of("Cells", "", "Expected", "Seen", "CRIU", "Rows", "For example", "")));
      lines.add("|" + " --- |".repeat(8));
      SharedCause.of(differing).forEach(cause -> lines.add(difference(cause, known)));
    }
    return lines;
  }

  private static String difference(SharedCause cause, Causes known) {
    var first = cause.cells().get(0);
    var expected = cause.cells().stream().map(r -> r.result().expected()).distinct().toList();
    return line(
        List.of(
            String.valueOf(cause.cells().size()),
            escape(cause.judgement().key()),
            escape(expected.size() == 1 ? expected.get(0) : expected.size() + " different ends"),
            escape(first.endingWithError()),
            escape(String.join(", ", cause.builds())),
            escape(String.join(", ", cause.rows())),
            escape(first.id()),
            known
                .elsewhere(first)
                .map(c -> escape("on record elsewhere: " + c.text()))
                .orElse("")));
  }

  private static List<String> rates(Overview overview) {
    var repeated = RepeatedCell.of(overview);
    if (repeated.isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<>(List.of("", "## Failure rates", ""));
    lines.add(line(List.of("Case", "CRIU", "Linux", "Cell", "Failures")));
    lines.add("|" + " --- |".repeat(5));
    for (var cell : repeated) {
      lines.add(
          line(
              List.of(
                  escape(cell.record().caseId().toString()),
                  escape(cell.rate().criu()),
                  escape(cell.rate().kernel()),
                  escape(cell.record().id()),
                  escape(cell.words()))));
    }
    return lines;
  }

  /** Lists the results of batch jobs, which the published table lacks. */
  private static List<String> jobs(Overview overview) {
    var jobs = InterruptedJob.all(overview.records());
    if (jobs.isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<>(List.of("", "## Jobs that are interrupted", ""));
    lines.add(line(List.of("What happens", "Program", "Where", "CRIU", "Privilege", "", "")));
    lines.add("| --- | --- | --- | --- | --- | --- | --- |");
    for (var job : jobs) {
      var record = job.record();
      lines.add(
          line(
              List.of(
                  escape(job.interruption()),
                  escape(job.program()),
                  escape(record.host()),
                  escape(record.criu()),
                  escape(record.privilege()),
                  MARKS.of(record.verdict().key()),
                  escape(job.words()))));
    }
    return lines;
  }

  private static List<String> unavailable(Overview overview) {
    var reasons = overview.unavailableReasons();
    if (reasons.isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<>(List.of("", "## Could not be run here", ""));
    reasons.forEach(e -> lines.add("- " + e.getValue() + " × " + escape(e.getKey())));
    return lines;
  }

  static String line(List<String> entries) {
    return entries.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** Escapes a text so that Markdown renders it literally, also in a table. */
  static String escape(String text) {
    if (text == null) {
      return "";
    }
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("([\\\\`*_{}\\[\\]#|~$!])", "\\\\$1");
  }
}
