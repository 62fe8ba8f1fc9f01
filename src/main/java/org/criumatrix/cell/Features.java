package org.criumatrix.cell;

import java.util.Optional;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;

/** Asks CRIU whether it supports a feature on the host's kernel. */
public final class Features {

  private Features() {}

  /**
   * Returns why a feature is not available; empty when it is.
   *
   * @param feature a name for {@code criu check --feature}
   */
  public static Optional<String> unavailable(RuntimeContext context, String feature) {
    var program = context.criu().prepared().program();
    return probe(context, Command.of(program, "check", "--feature", feature));
  }

  /**
   * Returns CRIU's message if it does not know an option. Without an action it does nothing else.
   */
  public static Optional<String> unknownOption(RuntimeContext context, String name) {
    var program = context.criu().prepared().program();
    return context
        .host()
        .exec(Command.of(program, name))
        .stderr()
        .lines()
        .filter(l -> l.contains("unrecognized option"))
        .findFirst()
        .map(l -> "this CRIU has no option " + name);
  }

  /** Runs a command, and returns why it fails; empty when it succeeds. */
  public static Optional<String> probe(RuntimeContext context, Command command) {
    var exit = context.host().exec(command);
    return exit.succeeded()
        ? Optional.empty()
        : Optional.of(command + ": " + exit.describe() + ": " + exit.stderr().strip());
  }
}
