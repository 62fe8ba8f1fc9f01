package org.criumatrix.site;

import java.util.List;

/**
 * A page of the site.
 *
 * @param place where it is
 * @param trail the lists that it is below, from the outermost
 * @param title its heading; a question where one fits
 * @param description one or two sentences for search engines and previews
 * @param content what follows the heading
 * @param scripts of this page, in their order
 * @param data what its JSON has
 * @param entry how the search finds it
 */
record Page(
    Place place,
    List<Crumb> trail,
    String title,
    String description,
    Html content,
    List<Place> scripts,
    Object data,
    SearchEntry entry) {

  /** A list that a page is below. */
  record Crumb(String title, Place place) {

    static Crumb of(Kind kind) {
      return new Crumb(kind.title(), kind.list());
    }
  }

  /** Returns a page about a thing of a kind, without scripts. */
  static Page of(
      Guide guide,
      Kind kind,
      String id,
      String title,
      String description,
      Html content,
      Object data,
      SearchEntry entry) {
    return new Page(
        guide.map().get(kind, id),
        List.of(Crumb.of(kind)),
        title,
        description,
        content,
        List.of(),
        data,
        entry);
  }
}
