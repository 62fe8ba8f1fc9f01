package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.criumatrix.record.CellRecord;

/** What a run found beside its verdicts: sub-checks that fail, and lines in the kernel's log. */
final class SideFindings {

  private static final String WORKS = "works";

  private SideFindings() {}

  /** A line for each, with how many cells it is of; empty when there is nothing to tell. */
  static List<String> of(List<CellRecord> records) {
    var tried = new TreeMap<String, Integer>();
    var failed = new TreeMap<String, Integer>();
    for (var record : records) {
      record
          .checks()
          .forEach(
              (check, found) -> {
                var key = record.caseId() + " " + check;
                tried.merge(key, 1, Integer::sum);
                if (!WORKS.equals(found)) {
                  failed.merge(key, 1, Integer::sum);
                }
              });
    }
    var lines = new ArrayList<String>();
    failed.forEach(
        (key, count) ->
            lines.add("%s fails in %d of %d cells".formatted(key, count, tried.get(key))));
    var logged = records.stream().filter(r -> !r.kernelLog().isEmpty()).count();
    if (logged > 0) {
      lines.add("the kernel's log has lines that appeared during %d cells".formatted(logged));
    }
    return lines;
  }
}
