package org.criumatrix.report;

import java.util.Comparator;
import java.util.List;
import org.criumatrix.record.CellRecord;

/** A column of the tables: one CRIU build under one privilege. */
record Column(String criu, String privilege) {

  static final Comparator<Column> ORDER =
      Comparator.comparing(Column::criu, ValueOrder.of("criu"))
          .thenComparing(Column::privilege, ValueOrder.of("privilege"));

  static Column of(CellRecord record) {
    return new Column(record.criu(), record.privilege());
  }

  static List<Column> of(List<CellRecord> records) {
    return records.stream().map(Column::of).distinct().sorted(ORDER).toList();
  }
}
