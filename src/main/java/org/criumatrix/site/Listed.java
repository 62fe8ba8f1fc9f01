package org.criumatrix.site;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A page that was written, as lists and the search name it.
 *
 * @param title of the page
 */
record Listed(Kind kind, Place place, String title, SearchEntry entry) {

  /** Returns its line of index.json. */
  Map<String, Object> line() {
    var line = new LinkedHashMap<String, Object>();
    line.put("path", place.path());
    line.put("json", place.json().path());
    line.put("title", title);
    if (entry != null) {
      line.put("kind", entry.kind());
      line.put("id", entry.id());
      line.put("verdict", entry.standing() == null ? null : entry.standing().words());
    }
    return line;
  }
}
