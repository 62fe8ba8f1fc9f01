package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

  private static final SampleCell CELL = SampleCell.of("serial/simple-c");

  @ParameterizedTest(
      name = "{0} works, {1} fails, {2} unavailable, {3} broken, {4} refuses: {5}, {6}")
  @CsvSource({
    "3, 0, 0, 0, 0, works,       ✓",
    "0, 3, 0, 0, 0, fails,       ✗",
    "9, 7, 0, 0, 0, partial,     9 of 16",
    "9, 5, 2, 0, 0, partial,     9 of 16 –2",
    "3, 0, 2, 0, 0, works,       3 of 5 –2",
    "3, 0, 0, 1, 0, works,       3 of 4 !1*",
    "0, 3, 2, 0, 0, fails,       0 of 5 –2",
    "0, 0, 2, 0, 0, unavailable, –",
    "0, 0, 2, 1, 0, broken,      ! –2*",
    "3, 0, 0, 0, 4, works,       ✓ ⊘4",
    "2, 1, 0, 0, 4, partial,     2 of 3 ⊘4",
    "0, 3, 0, 0, 4, fails,       ✗ ⊘4",
    "0, 0, 0, 0, 4, refuses,     ⊘",
    "0, 0, 2, 0, 4, refuses,     ⊘ –2",
    "0, 0, 0, 0, 0, not run,     ·"
  })
  void onlyCellsThatToldSomethingCount(
      int works,
      int fails,
      int unavailable,
      int broken,
      int refuses,
      String verdict,
      String entry) {
    var records = new ArrayList<CellRecord>();
    add(records, works, CELL.works());
    add(records, refuses, CELL.refuses());
    add(records, fails, CELL.fails("dump", "Error"));
    add(records, unavailable, CELL.unavailable("no device"));
    add(records, broken, CELL.broken("no space left"));

    var tally = Tally.of(records);

    assertThat(tally.verdict()).isEqualTo(verdict);
    assertThat(Marks.UNICODE.entry(tally)).isEqualTo(entry);
    assertThat(Tally.verdicts()).element(kinds(tally)).isEqualTo(verdict);
  }

  /** As data.js asks the table. */
  private static int kinds(Tally n) {
    return Math.min(1, n.works())
        | Math.min(1, n.fails()) << 1
        | Math.min(1, n.unavailable()) << 2
        | Math.min(1, n.broken()) << 3
        | Math.min(1, n.refuses()) << 4;
  }

  private static void add(List<CellRecord> records, int times, CellRecord cell) {
    records.addAll(Collections.nCopies(times, cell));
  }
}
