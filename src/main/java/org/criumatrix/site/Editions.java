package org.criumatrix.site;

import java.util.List;
import org.criumatrix.matrix.CsvData;

/** Versions of the engines that containers run in. */
final class Editions {

  /**
   * An engine from a suite.
   *
   * @param name of the runtime without what makes the containers: {@code docker@sid}
   * @param suite the suite in the archive of Debian
   * @param version that was seen last
   */
  record Edition(String name, String suite, String version) {}

  private Editions() {}

  /** Returns the editions whose version is known. */
  static List<Edition> all() {
    return CsvData.read("/org/criumatrix/site/editions.csv").stream()
        .map(l -> new Edition(l.get("edition"), l.get("suite"), l.get("version")))
        .toList();
  }
}
