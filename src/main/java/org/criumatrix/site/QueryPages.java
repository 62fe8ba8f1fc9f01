package org.criumatrix.site;

import java.util.List;
import java.util.Map;
import org.criumatrix.dataset.DataSet;

/** The page on which readers query all cells, and the list of queries to begin with. */
final class QueryPages {

  private QueryPages() {}

  static Page query(DataSet data, Map<String, String> queries) {
    var place = Place.QUERY;
    var content =
        new Sections()
            .plain(
                Html.of(
                        "p",
                        "All %s of the data. Words find cells; a field narrows them down: "
                            .formatted(Words.count(data.cells().size(), "cell")),
                        Html.of("code", "verdict:fails criu:newest kernel>=6.12"),
                        ". ",
                        Html.of("a", "Saved queries")
                            .address("href", Address.of(place, Place.SAVED)),
                        " show more.")
                    .css("about"))
            .plain(
                Html.of(
                        "form",
                        Html.of("input")
                            .with("type", "search")
                            .with("id", "query")
                            .with("autocomplete", "off")
                            .with("spellcheck", "false")
                            .with("aria-label", "Query")
                            .with("placeholder", "works:previous fails:newest"),
                        Html.of("button", "Search"))
                    .with("role", "search")
                    .css("big")
                    .id("query-form"))
            .plain(Html.of("p").id("shown").with("role", "status"))
            .plain(Html.of("div").id("counts"))
            .plain(
                Html.of("div")
                    .id("cells")
                    .css("wide")
                    .with("tabindex", "0")
                    .with("role", "region")
                    .with("aria-label", "Cells"))
            .plain(Html.of("details", Html.of("summary", "Fields"), Html.of("div").id("fields")))
            .plain(
                Html.of(
                    "noscript",
                    Html.of(
                        "p",
                        "Queries need JavaScript. data.json and data.sqlite have the same cells.")));
    return new Page(
        place,
        List.of(),
        "Query all cells",
        "Query every cell of the data by case, CRIU build, kernel, verdict, cause and more.",
        content.html(),
        List.of(new Place("query.js"), QueryCellsScript.NAMES, new Place("query-page.js")),
        Map.of("saved", queries),
        null);
  }

  static Page saved(Map<String, String> queries) {
    var place = Place.SAVED;
    var list = Html.of("ul").css("list");
    queries.forEach(
        (name, query) ->
            list.add(
                Html.of(
                    "li",
                    Html.of(
                        "span",
                        Html.of("a", Words.name(name))
                            .address("href", Address.query(place, Place.QUERY, query)),
                        Html.of("small", Html.of("code", query))))));
    var about =
        "Queries to begin with. A query is part of the address of its page, so a link keeps it.";
    return new Page(
        place,
        List.of(new Page.Crumb("Queries", Place.QUERY)),
        "Saved queries",
        about,
        new Sections().plain(Html.of("p", about).css("about")).plain(list).html(),
        List.of(),
        Map.of("saved", queries),
        null);
  }
}
