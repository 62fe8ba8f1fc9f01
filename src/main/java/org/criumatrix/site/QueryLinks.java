package org.criumatrix.site;

/** Links from a page to the query about what it shows. */
final class QueryLinks {

  private final Place page;

  QueryLinks(Place page) {
    this.page = page;
  }

  Html situation(String id) {
    return link("situation:" + quoted(id));
  }

  /**
   * @param why the cause's text
   */
  Html cause(String why) {
    return link("cause:" + quoted(why));
  }

  private Html link(String query) {
    return Html.of(
        "p",
        Html.of("a", "These cells as a query")
            .address("href", Address.query(page, Place.QUERY, query)));
  }

  private static String quoted(String text) {
    return text.matches("[\\w.-]+")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
