package org.criumatrix.app;

import java.util.List;
import org.criumatrix.matrix.Selection;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;

/** Cells of a run that the user names. */
final class CellSelection {

  private CellSelection() {}

  /**
   * @param globs null: those that differ from what is expected; {@code none}: none
   */
  static List<CellRecord> records(Run run, String globs) {
    if (globs == null) {
      return run.records().stream().filter(CellRecord::differs).toList();
    }
    return globs.equals("none") ? List.of() : named(run, globs);
  }

  /** One at least. */
  static List<CellRecord> named(Run run, String globs) {
    var selection = selection(globs);
    var records = run.records().stream().filter(r -> selection.matches(r.axes().cell())).toList();
    if (records.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "%s has no cell %s".formatted(run.place(), globs));
    }
    return records;
  }

  /** As the user wrote it. */
  static Selection selection(String globs) {
    try {
      return Selection.of(globs);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }
}
