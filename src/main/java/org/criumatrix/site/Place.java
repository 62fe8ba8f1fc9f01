package org.criumatrix.site;

/**
 * A file of the site.
 *
 * @param path below the site's folder, {@code can/mpi-openmpi.html}
 */
record Place(String path) {

  static final Place START = new Place("index.html");
  static final Place QUERY = new Place("query.html");
  static final Place SAVED = new Place("saved.html");
  static final Place TRENDS = new Place("trends.html");
  static final Place ABOUT = new Place("about.html");
  static final Place FEED = new Place("feed.xml");

  private static final String HTML = ".html";

  /** Returns the way from the folder that it is in up to the site's folder: {@code ../}. */
  String toRoot() {
    return "../".repeat((int) path.chars().filter(c -> c == '/').count());
  }

  /** Returns the JSON of a page. */
  Place json() {
    return new Place(path.substring(0, path.length() - HTML.length()) + ".json");
  }

  /** Returns the name under which it is ordered where names of two cases are the same file. */
  String key() {
    return path.toLowerCase(java.util.Locale.ROOT);
  }
}
