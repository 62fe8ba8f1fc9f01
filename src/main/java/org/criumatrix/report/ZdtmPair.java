package org.criumatrix.report;

import java.util.List;
import java.util.regex.Pattern;
import org.criumatrix.matrix.CsvData;

/**
 * A test of CRIU's own suite and a case of ours about the same object of the kernel.
 *
 * @param test its case in the row zdtm, without the flavour
 * @param caseName the case in the row objects
 * @param reason why the two do not agree; empty while they do
 */
record ZdtmPair(String test, String caseName, String reason) {

  /** Returns all pairs, by test. */
  static List<ZdtmPair> all() {
    return CsvData.read("/org/criumatrix/report/zdtm.csv").stream()
        .map(r -> new ZdtmPair(r.get("test"), r.get("case"), r.get("reason")))
        .toList();
  }

  /** Returns whether a case of the row zdtm is this test, in any flavour. */
  boolean isTest(String zdtmCase) {
    return zdtmCase.matches(Pattern.quote(test) + "-(h|ns|uns)");
  }
}
