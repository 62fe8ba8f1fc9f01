package org.criumatrix.cell;

import java.util.Optional;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;

/** What CRIU says of a kernel when it is asked for something that not every kernel has. */
public final class Features {

  private Features() {}

  /**
   * @param feature of {@code criu check --feature}
   */
  public static Optional<String> unavailable(RuntimeContext context, String feature) {
    var program = context.criu().prepared().program();
    return probe(context, Command.of(program, "check", "--feature", feature));
  }

  /** Why a command does not go well; empty when it does. */
  public static Optional<String> probe(RuntimeContext context, Command command) {
    var exit = context.host().exec(command);
    return exit.succeeded()
        ? Optional.empty()
        : Optional.of(command + ": " + exit.describe() + ": " + exit.stderr().strip());
  }
}
