package org.criumatrix.report;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.criumatrix.record.CellRecord;

/**
 * A column of the tables: one CRIU build with one privilege on one kernel.
 *
 * @param kernel the first two numbers of its version, {@code 6.12}; empty: unknown
 */
record Column(String kernel, String criu, String privilege) {

  static final Comparator<Column> ORDER =
      Comparator.comparing(Column::kernel, ValueOrder.of("kernel"))
          .thenComparing(Column::criu, ValueOrder.of("criu"))
          .thenComparing(Column::privilege, ValueOrder.of("privilege"));

  static Column of(CellRecord record) {
    var kernel = Objects.requireNonNullElse(record.kernel(), "");
    return new Column(
        kernel.replaceFirst("^(\\d+\\.\\d+).*", "$1"), record.criu(), record.privilege());
  }

  static List<Column> of(List<CellRecord> records) {
    return records.stream().map(Column::of).distinct().sorted(ORDER).toList();
  }
}
