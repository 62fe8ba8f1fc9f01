package org.criumatrix.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.matrix.Claim;
import org.criumatrix.matrix.Publication;

/** A table to put into a paper; compiles by itself, and its symbols are macros to be restyled. */
final class LatexPage implements Page {

  private static final Map<String, String> MACROS =
      Map.of(
          "works", "\\works",
          "refuses", "\\refuses",
          "fails", "\\fails",
          "partial", "\\partly",
          "unavailable", "\\unavailable",
          "broken", "\\broken",
          "not run", "\\notrun");

  /** More columns than these are smaller than readable on a portrait page. */
  private static final int PORTRAIT_COLUMNS = 10;

  private static final Map<Character, String> SPECIAL =
      Map.of(
          '\\', "\\textbackslash{}",
          '~', "\\textasciitilde{}",
          '^', "\\textasciicircum{}",
          '<', "\\textless{}",
          '>', "\\textgreater{}",
          '|', "\\textbar{}");

  @Override
  public String file() {
    return "matrix.tex";
  }

  @Override
  public String text(Overview overview) {
    return document(overview, rows(overview) + "\n" + cases(overview));
  }

  /** Returns a document with the table of the rows alone; on a portrait page if it fits. */
  static String table(Overview overview) {
    return document(overview, rows(overview));
  }

  private static String document(Overview overview, String tables) {
    var columns = TableRow.PUBLISHED_ORDER.size() + overview.columns().size();
    return Resources.fill(
        Resources.text("matrix.tex"),
        Map.of("landscape", columns > PORTRAIT_COLUMNS ? ",landscape" : "", "tables", tables));
  }

  private static String rows(Overview overview) {
    var values = head(overview);
    values.put(
        "rows",
        overview.tableRows().stream().map(r -> row(overview, r)).collect(Collectors.joining("\n")));
    values.put(
        "run",
        escape(
            "criu-matrix %s, %s, %s"
                .formatted(overview.run().suite(), overview.kernels(), overview.run().started())));
    values.put("publication", escape(Publication.citation()) + " " + Publication.ID);
    return Resources.fill(Resources.text("matrix-rows.tex"), values);
  }

  private static String cases(Overview overview) {
    var cases = new LatexCases(overview);
    var values = head(overview);
    values.put("cases", cases.rows());
    values.put("remarks", cases.remarks());
    values.put("flips", cases.flips());
    return Resources.fill(Resources.text("matrix-cases.tex"), values);
  }

  /** Returns what the heads of both tables have. */
  private static Map<String, String> head(Overview overview) {
    var values = new HashMap<String, String>();
    values.put(
        "columns",
        "l" + "c".repeat(TableRow.PUBLISHED_ORDER.size()) + groups(overview, LatexPage::spec));
    values.put(
        "builds",
        groups(overview, (c, n) -> "& \\multicolumn{%d}{c}{%s} ".formatted(n, escape(c))));
    values.put("rules", rules(overview));
    values.put(
        "privileges",
        Stream.concat(
                TableRow.PUBLISHED_ORDER.stream().map(TableRow.PUBLISHED::get),
                overview.columns().stream().map(Column::privilege))
            .map(p -> "& \\upright{" + escape(p) + "}")
            .collect(Collectors.joining(" ")));
    return values;
  }

  private interface Group {
    String text(String build, int columns);
  }

  private static String spec(String build, int columns) {
    return "@{\\quad}" + "c".repeat(columns);
  }

  private static String groups(Overview overview, Group group) {
    var text = new StringBuilder();
    builds(overview).forEach((build, columns) -> text.append(group.text(build, columns)));
    return text.toString();
  }

  /** How many columns each has, in their order. */
  private static Map<String, Integer> builds(Overview overview) {
    return overview.columns().stream()
        .collect(groupingBy(overview::build, LinkedHashMap::new, summingInt(c -> 1)));
  }

  private static String rules(Overview overview) {
    var text = new StringBuilder();
    var from = 2;
    text.append(rule(from, TableRow.PUBLISHED_ORDER.size()));
    from += TableRow.PUBLISHED_ORDER.size();
    for (var columns : builds(overview).values()) {
      text.append(rule(from, columns));
      from += columns;
    }
    return text.toString();
  }

  private static String rule(int from, int columns) {
    return "\\cmidrule(lr){%d-%d}".formatted(from, from + columns - 1);
  }

  private static String row(Overview overview, TableRow row) {
    var entries = new ArrayList<>(List.of(escape(row.title())));
    TableRow.PUBLISHED_ORDER.forEach(
        p -> entries.add(row.published(p).map(LatexPage::claim).orElse("")));
    overview.columns().forEach(c -> entries.add(entry(overview.tally(row, c))));
    return String.join(" & ", entries) + " \\\\";
  }

  static String claim(Claim claim) {
    var sign = MACROS.get(claim.verdict());
    return PublishedCase.needsRoot(claim) ? "\\needsroot{" + sign + "}" : sign;
  }

  static String entry(Tally tally) {
    var mark =
        new StringBuilder(
            tally.isUniform()
                ? MACROS.get(tally.verdict())
                : "\\partlyof{%d}{%d}".formatted(tally.works(), tally.planned()));
    tally
        .rest()
        .forEach(
            (verdict, count) ->
                mark.append("\\rest{%s}{%d}".formatted(MACROS.get(verdict), count)));
    var sign = mark.toString();
    return tally.differing() > 0 ? "\\differs{" + sign + "}" : sign;
  }

  /** Whatever the text holds, LaTeX sets it and does not obey it. */
  static String escape(String text) {
    var escaped = new StringBuilder();
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if ("&%$#_{}".indexOf(c) >= 0) {
        escaped.append('\\').append(c);
      } else if (SPECIAL.containsKey(c)) {
        escaped.append(SPECIAL.get(c));
      } else if (c < ' ') {
        escaped.append(' ');
      } else {
        escaped.append(settable(c) ? c : '?');
      }
    }
    // Two of them would be set as one dash.
    return escaped.toString().replaceAll("(?<=-)-", "{}-");
  }

  /** pdflatex stops at characters that its plain fonts lack. */
  private static boolean settable(char c) {
    var western = c >= 0xc0 && c <= 0xff && Character.isLetter(c) && "ÐÞðþ".indexOf(c) < 0;
    return c < 0x7f || western;
  }
}
