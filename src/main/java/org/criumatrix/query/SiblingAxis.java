package org.criumatrix.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.criumatrix.matrix.HostName;
import org.criumatrix.record.CellRecord;

/** An axis along which cells of the same case are compared. */
enum SiblingAxis {
  CRIU,
  KERNEL,
  PRIVILEGE,
  RUNTIME,
  HOST,
  RUN;

  static SiblingAxis of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  String value(QueryCell cell) {
    return value(this, cell);
  }

  private static String value(SiblingAxis axis, QueryCell cell) {
    var record = cell.record();
    return switch (axis) {
      case CRIU -> record.criu();
      case KERNEL -> record.kernel();
      case PRIVILEGE -> record.privilege();
      case RUNTIME -> record.runtime();
      case HOST -> record.host();
      case RUN -> cell.origin().id();
    };
  }

  /** Returns what cells have in common that are compared along this axis. */
  List<String> common(QueryCell cell) {
    var common = new ArrayList<>(List.of(cell.record().caseId().toString()));
    for (var axis : values()) {
      common.add(isFree(axis, cell.record()) ? "" : value(axis, cell));
    }
    return common;
  }

  /**
   * Whether compared cells may differ on another axis, too: a host brings its kernel along, and so
   * does a run.
   */
  private boolean isFree(SiblingAxis axis, CellRecord record) {
    if (axis == this || axis == RUN) {
      return true;
    }
    return this == HOST && axis == KERNEL || this == KERNEL && axis == HOST && isMachine(record);
  }

  private static boolean isMachine(CellRecord record) {
    return record.host().equals("local") || HostName.isVirtual(record.host());
  }
}
