package org.criumatrix.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.verdict.Verdict;

/**
 * Cells of one line and one build that ended in the same way, for the same reason.
 *
 * @param line the kernel, or the user land
 * @param note the hosts, or the kernels
 * @param cells how many
 * @param differing how many of them are not as expected
 * @param why the cause, or the reason why they could not be run; empty if they need none
 * @param rows how many cells of each row
 */
record GridCount(
    String line,
    String note,
    String criu,
    Verdict verdict,
    int cells,
    int differing,
    String why,
    Map<String, Integer> rows) {

  static final List<String> COLUMNS =
      List.of("line", "note", "criu", "verdict", "cells", "differing", "why", "rows");

  GridCount {
    rows = new TreeMap<>(rows);
  }

  boolean is(Verdict wanted) {
    return verdict == wanted;
  }

  /** Returns the fields of a line of the data file. */
  List<String> fields() {
    return List.of(
        line,
        note,
        criu,
        verdict.key(),
        String.valueOf(cells),
        String.valueOf(differing),
        why,
        rows.entrySet().stream()
            .map(e -> e.getKey() + ":" + e.getValue())
            .collect(Collectors.joining(" ")));
  }

  /**
   * Reads a line of the data file.
   *
   * @throws IllegalArgumentException if it is none
   */
  static GridCount of(CSVRecord fields) {
    var rows = new TreeMap<String, Integer>();
    for (var word : fields.get("rows").split(" ")) {
      var colon = word.lastIndexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("no row and number of cells: " + word);
      }
      rows.put(word.substring(0, colon), Integer.valueOf(word.substring(colon + 1)));
    }
    return new GridCount(
        fields.get("line"),
        fields.get("note"),
        fields.get("criu"),
        Verdict.valueOf(fields.get("verdict").replace(' ', '_').toUpperCase(Locale.ROOT)),
        Integer.parseInt(fields.get("cells")),
        Integer.parseInt(fields.get("differing")),
        fields.get("why"),
        rows);
  }
}
