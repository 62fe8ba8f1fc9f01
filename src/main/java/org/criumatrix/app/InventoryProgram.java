package org.criumatrix.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;

/** Calls native/inventory for a process of this machine. */
final class InventoryProgram {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Exit codes of native/inventory from which on there is no process to list. */
  private static final int NO_PROCESS = 3;

  private static final int ZOMBIE = 6;

  private InventoryProgram() {}

  /**
   * Returns what it prints.
   *
   * @throws CommandException if there is no such process, or the program cannot be built
   */
  static String json(long pid) {
    var argv = List.of(Checkout.programs().resolve("inventory").toString(), String.valueOf(pid));
    var result = LocalCommand.run(LIMIT, Map.of(), argv);
    if (result.exit() == 2 || result.exit() >= NO_PROCESS && result.exit() <= ZOMBIE) {
      throw new CommandException(
          ExitCode.USAGE, result.stderr().strip().replaceFirst("^inventory: ", ""));
    }
    if (!result.succeeded()) {
      throw new IllegalStateException(
          "the inventory ends with %d: %s".formatted(result.exit(), result.stderr().strip()));
    }
    return result.stdout();
  }
}
