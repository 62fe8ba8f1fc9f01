package org.criumatrix.dataset;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.matrix.DumpContext;

/** The options of CRIU that a user has to give for what a cell did. */
final class UserOptions {

  private UserOptions() {}

  /**
   * Returns the options that the record names, with their values, and then the names of those that
   * only the commands have: a cell that prepares a container for CRIU finds out most of them
   * itself.
   */
  static List<String> of(CellEntry cell) {
    var all = new ArrayList<>(HeldEntries.forUsers(cell.options()));
    var known = new ArrayList<>(all.stream().map(DumpContext::name).toList());
    var commands = cell.commands() == null ? List.<String>of() : cell.commands();
    commands.stream()
        .flatMap(c -> CriuCall.in(c).stream())
        .flatMap(c -> c.options().stream())
        .filter(o -> HeldEntries.forUsers(List.of(String.join(" ", o))).size() == 1)
        .map(o -> DumpContext.name(o.get(0)))
        .filter(o -> o.startsWith("--") && !known.contains(o))
        .distinct()
        .forEach(all::add);
    return List.copyOf(all);
  }
}
