package org.criumatrix.app;

import java.util.List;
import org.criumatrix.matrix.Selection;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;

/** Selects cells of a run. */
final class CellSelection {

  private CellSelection() {}

  /**
   * Selects by globs; without any, the cells that differ from their expectation.
   *
   * @param globs null if none were given; {@code none} selects nothing
   */
  static List<CellRecord> records(Run run, String globs) {
    if (globs == null) {
      return run.records().stream().filter(CellRecord::differs).toList();
    }
    return globs.equals("none") ? List.of() : named(run, globs);
  }

  /**
   * Selects one or more cells by globs.
   *
   * @throws CommandException if no cell matches
   */
  static List<CellRecord> named(Run run, String globs) {
    var selection = selection(globs);
    var records = run.records().stream().filter(r -> selection.matches(r.axes().cell())).toList();
    if (records.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "%s has no cell %s".formatted(run.place(), globs));
    }
    return records;
  }

  /** Reads globs. */
  static Selection selection(String globs) {
    try {
      return Selection.of(globs);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }
}
