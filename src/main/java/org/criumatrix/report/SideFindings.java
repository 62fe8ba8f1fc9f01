package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.criumatrix.record.CellRecord;

/**
 * Lists findings of a run in addition to its verdicts: failing sub-checks, and lines in the
 * kernel's log.
 */
final class SideFindings {

  private static final String WORKS = "works";

  /**
   * Lines of the kernel's log that are normal. Some appear whenever engines connect containers.
   * Another appears when CRIU checks whether the kernel serves 32-bit programs, by a system call
   * through int 0x80 (the error code is 0x80 * 8 + 2), and the kernel does not.
   */
  private static final Pattern ORDINARY =
      Pattern.compile(
          "traps: criu\\[\\d+\\] general protection fault .* error:402 "
              + "|port \\d+\\(\\w+\\) entered \\w+ state"
              + "|(entered|left) (allmulticast|promiscuous) mode"
              + "|callbacks suppressed");

  private SideFindings() {}

  /** Returns a line for each finding, with its number of cells; empty if there are none. */
  static List<String> of(List<CellRecord> records) {
    var tried = new TreeMap<String, Integer>();
    var failed = new TreeMap<String, Integer>();
    for (var record : records) {
      record
          .result()
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
    var logged = records.stream().filter(SideFindings::logged).count();
    if (logged > 0) {
      lines.add("the kernel's log has lines that appeared during %d cells".formatted(logged));
    }
    return lines;
  }

  private static boolean logged(CellRecord record) {
    return record.evidence().kernelLog().stream().anyMatch(l -> !ORDINARY.matcher(l).find());
  }
}
