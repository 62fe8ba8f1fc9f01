package org.criumatrix.situation;

import java.util.List;
import org.criumatrix.matrix.Selection;

/** A list of globs over the names of cases; an empty one has no case. */
record CaseList(List<String> globs, Selection selection) {

  /**
   * @throws IllegalArgumentException if a glob is malformed
   */
  static CaseList of(List<String> globs) {
    return new CaseList(globs, Selection.of(String.join(" ", globs)));
  }

  boolean has(String name) {
    return !globs.isEmpty() && selection.matches(name);
  }
}
