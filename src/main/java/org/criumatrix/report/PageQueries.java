package org.criumatrix.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.criumatrix.query.SavedQueries;

/**
 * The saved queries that the matrix page offers.
 *
 * @param byName name → query
 * @param mistake what is wrong with their file; empty: nothing
 */
record PageQueries(Map<String, String> byName, String mistake) {

  /** Those of a page that must not depend on the machine: a bundle is compared with its records. */
  static final PageQueries NONE = new PageQueries(Map.of(), "");

  /**
   * Returns the queries of the suite's own file. A mistake in it is shown on the page, since the
   * run's results have to be written anyway.
   */
  static PageQueries ofSuite() {
    var file = Path.of(System.getProperty("suite.home", "")).resolve(SavedQueries.FILE);
    try {
      return new PageQueries(SavedQueries.read(file).byName(), "");
    } catch (IOException e) {
      return new PageQueries(Map.of(), e.getMessage());
    }
  }
}
