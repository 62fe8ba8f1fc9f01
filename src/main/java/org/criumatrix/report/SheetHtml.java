package org.criumatrix.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a sheet as one HTML file that loads nothing. */
final class SheetHtml {

  private static final Pattern ADDRESS = Pattern.compile("https://[\\w./#-]+");

  /** As GitHub writes it where it is read: {@code criu#2014}. */
  private static final Pattern ISSUE =
      Pattern.compile("https://github\\.com/[^/]+/([^/]+)/(?:issues|pull)/(\\d+)");

  private final Function<String, Optional<String>> links;

  /**
   * @param links the address of a line's subject; empty: it is not a link
   */
  SheetHtml(Function<String, Optional<String>> links) {
    this.links = links;
  }

  String of(Sheet sheet) {
    return Resources.fill(
        Resources.text("sheet.html"),
        Map.of(
            "title", escape(sheet.title()),
            "styles", Resources.text("sheet.css"),
            "intro", each(sheet.intro(), s -> "<p>" + escape(s) + "</p>"),
            "tables", each(sheet.withoutEmptyTables().tables(), this::table)));
  }

  private interface Markup<T> {
    String of(T thing);
  }

  private static <T> String each(List<T> things, Markup<T> markup) {
    return things.stream().map(markup::of).collect(Collectors.joining("\n"));
  }

  private String table(Sheet.Table table) {
    return """
        <section class="%s">
        <h2>%s <span>%d</span></h2>
        <div class="wide"><table>
        <thead><tr>%s</tr></thead>
        <tbody>
        %s
        </tbody>
        </table></div>
        </section>"""
        .formatted(
            table.tone().name().toLowerCase(Locale.ROOT),
            escape(table.title()),
            table.rows().size(),
            each(table.columns(), c -> "<th scope=\"col\">" + escape(c) + "</th>"),
            each(table.rows(), r -> row(table.columns(), r)));
  }

  /**
   * Returns a row whose entries have their columns' titles, for screens with room for one column.
   */
  private String row(List<String> columns, List<String> row) {
    var entries =
        IntStream.range(1, row.size())
            .mapToObj(
                i ->
                    "<td data-column=\"%s\">%s</td>"
                        .formatted(escape(columns.get(i)), entry(row.get(i))))
            .collect(Collectors.joining("\n"));
    return "<tr><th scope=\"row\">%s</th>%s</tr>".formatted(subject(row.get(0)), entries);
  }

  private String subject(String text) {
    return links
        .apply(text)
        .map(address -> "<a href=\"%s\">%s</a>".formatted(escape(address), escape(text)))
        .orElseGet(() -> escape(text));
  }

  /** Returns an entry; one that is an address becomes a link. */
  private static String entry(String text) {
    return ADDRESS.matcher(text).matches()
        ? "<a href=\"%s\">%s</a>"
            .formatted(escape(text), escape(ISSUE.matcher(text).replaceFirst("$1#$2")))
        : escape(text);
  }

  static String escape(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
