package org.criumatrix.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.criumatrix.query.QueryScript;

/**
 * Writes the matrix page: one file that loads nothing, built by its own scripts from embedded data.
 */
final class HtmlPage implements Page {

  private static final List<String> STYLES =
      List.of(
          "page.css",
          "news.css",
          "grid.css",
          "published.css",
          "rates.css",
          "jobs.css",
          "drawer.css",
          "views.css",
          "queries.css",
          "charts.css",
          "parts.css",
          "heat.css",
          "why.css",
          "advice.css",
          "small.css",
          "print.css");

  private static final List<String> SCRIPTS =
      List.of(
          "data.js",
          "search.js",
          "words.js",
          "state.js",
          "units.js",
          "published.js",
          "causes.js",
          "panels.js",
          "head.js",
          "news.js",
          "counts.js",
          "queries.js",
          "filters.js",
          "columns.js",
          "grid.js",
          "nothing.js",
          "measured.js",
          "scale.js",
          "figure.js",
          "boxes.js",
          "sweeps.js",
          "parts.js",
          "account.js",
          "advice.js",
          "charts.js",
          "heat.js",
          "why.js",
          "views.js",
          "cause.js",
          "siblings.js",
          "drawer.js",
          "rates.js",
          "jobs.js",
          "images.js",
          "about.js",
          "tables.js",
          "share.js",
          "keys.js",
          "page.js");

  private final PageQueries queries;

  HtmlPage(PageQueries queries) {
    this.queries = queries;
  }

  @Override
  public String file() {
    return "index.html";
  }

  @Override
  public String text(Overview overview) {
    var data = new PageData(overview, queries);
    return Resources.fill(
        Resources.text("index.html"),
        Map.of(
            "styles", all(STYLES),
            "scripts", QueryScript.text() + all(SCRIPTS),
            "data", data.grid(),
            "queried", new QueriedData(overview).json(),
            "measured", new MeasuredData(overview).json(),
            "details",
                data.details().stream()
                    .map(d -> "<script type=\"text/plain\" class=\"details\">" + d + "</script>")
                    .collect(Collectors.joining("\n"))));
  }

  private static String all(List<String> files) {
    return files.stream().map(Resources::text).collect(Collectors.joining("\n"));
  }
}
