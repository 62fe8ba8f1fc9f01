package org.criumatrix.report;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** Writes the published cases with today's cells as lines of the LaTeX page's second table. */
final class LatexCases {

  private final Overview overview;
  private final List<String> remarks;

  LatexCases(Overview overview) {
    this.overview = overview;
    this.remarks =
        overview.published().values().stream()
            .map(PublishedCase::remark)
            .filter(r -> !r.isEmpty())
            .distinct()
            .toList();
  }

  String rows() {
    return overview.published().values().stream().map(this::row).collect(joining("\n"));
  }

  private String row(PublishedCase published) {
    var entries = new ArrayList<>(List.of(name(published)));
    TableRow.PUBLISHED_ORDER.forEach(
        p -> entries.add(published.claim(p).map(LatexPage::claim).orElse("")));
    overview.columns().forEach(c -> entries.add(LatexPage.entry(published.tally(c))));
    entries.add(published.since().map(LatexCases::macro).orElse(""));
    return String.join(" & ", entries) + " \\\\";
  }

  private String name(PublishedCase published) {
    var remark = published.remark();
    var mark = remark.isEmpty() ? "" : "\\remark{%d}".formatted(remarks.indexOf(remark) + 1);
    return LatexPage.escape(published.caseId()) + mark;
  }

  /** Returns the cases whose verdict changed since the publication, with the causes. */
  String flips() {
    return overview.flips().stream()
        .map(
            c ->
                "%s\\,%s: %s"
                    .formatted(
                        macro(c.since().orElseThrow()),
                        LatexPage.escape(c.caseId()),
                        LatexPage.escape(c.causeText())))
        .collect(joining(".\n"));
  }

  private static String macro(Since since) {
    return switch (since) {
      case AS_PUBLISHED -> "\\aspublished";
      case WORKS_NOW -> "\\worksnow";
      case FAILS_NOW -> "\\failsnow";
    };
  }

  /** Returns the publication's remarks with their numbers in the table. */
  String remarks() {
    var text = new ArrayList<String>();
    for (var i = 0; i < remarks.size(); i++) {
      text.add("\\remark{%d}\\,%s".formatted(i + 1, LatexPage.escape(remarks.get(i))));
    }
    return String.join("; ", text);
  }
}
