package org.criumatrix.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.criumatrix.record.CellRate;
import org.criumatrix.record.CellRecord;

/**
 * A cell that was repeated often enough for a failure rate.
 *
 * @param record the record that stands for the cell
 */
record RepeatedCell(CellRecord record, CellRate rate) {

  /** With fewer attempts even a cell that never fails is only below 15 %. */
  static final int MIN_ATTEMPTS = 20;

  /** Returns the repeated cells in the order of the pages. */
  static List<RepeatedCell> of(Overview overview) {
    Map<String, List<CellRate>> rates =
        overview.run().rates().stream()
            .filter(r -> r.attempts() >= MIN_ATTEMPTS)
            .collect(Collectors.groupingBy(CellRate::cell));
    return overview.records().stream()
        .flatMap(
            record ->
                rates.getOrDefault(record.id(), List.of()).stream()
                    .map(rate -> new RepeatedCell(record, rate)))
        .toList();
  }

  /** Returns how often it failed, {@code 0 of 1,000 failed: below 0.3 % at 95 %}. */
  String words() {
    return rate.failures().describe();
  }

  /** Returns its build and kernel, {@code CRIU 4.3, Linux 6.18.1}. */
  String build() {
    return "CRIU %s, Linux %s".formatted(rate.criu(), rate.kernel());
  }
}
