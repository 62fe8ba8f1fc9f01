package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;

/**
 * A run made for measurements: three CRIU builds on two kernels, a row of sweeps, five attempts at
 * each cell. Its times can be computed by hand. For the first size of a sweep the dump takes 10 ms
 * with the oldest build, 20 ms with the next and 30 ms with the newest. For ten times the size it
 * takes ten times as long. Each attempt takes 1 ms longer than the one before.
 */
final class MeasuredRun {

  static final List<String> CRIUS = List.of("4.1.1", "4.2.1", "4.3");
  static final List<String> KERNELS = List.of("6.1.0", "6.18.1");
  private static final List<String> SWEEPS =
      List.of("memory-%dm", "threads-%d", "processes-%d", "descriptors-%d");
  private static final int ATTEMPTS = 5;

  private MeasuredRun() {}

  static List<CellRecord> records() {
    var records = new ArrayList<CellRecord>();
    for (var kernel : KERNELS) {
      for (var criu : CRIUS) {
        for (var sweep : SWEEPS) {
          for (var size : List.of(1, 10, 100)) {
            IntStream.rangeClosed(1, ATTEMPTS)
                .mapToObj(n -> swept(sweep.formatted(size), size, criu, kernel, n))
                .forEach(records::add);
          }
        }
        records.add(java(criu, kernel));
      }
    }
    return records;
  }

  private static CellRecord swept(String name, int size, String criu, String kernel, int attempt) {
    var dump = 10.0 * (1 + CRIUS.indexOf(criu)) * size + attempt - 1;
    return cell("performance/" + name, criu, kernel)
        .took(dump, dump / 2, 2 * dump, (long) (dump * (1 << 20)))
        .attempt(attempt)
        .works();
  }

  /** Cells that work only with the newest build on the newer kernel, and are slow. */
  private static CellRecord java(String criu, String kernel) {
    var cell = cell("serial/java", criu, kernel).took(9000, 4000, 7000, 300 << 20);
    return criu.equals("4.3") && kernel.equals("6.18.1")
        ? cell.works()
        : cell.expected("fails at dump: no").fails("dump", "Error (criu/cr-dump.c:1): no");
  }

  private static SampleCell cell(String name, String criu, String kernel) {
    return SampleCell.detailed(
            Cell.of(CaseId.parse(name), criu, "root", "none", "vm:" + KERNELS.indexOf(kernel)))
        .kernel(kernel);
  }
}
