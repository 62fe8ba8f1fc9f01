package org.criumatrix.rig;

import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.runtime.Place;

/** What CRIU says of a kernel when it is asked for something that not every kernel has. */
final class Features {

  private Features() {}

  /**
   * @param feature of {@code criu check --feature}
   */
  static Optional<String> unavailable(Place place, String feature) {
    var program = place.criu().prepared().program();
    return probe(place, Command.of(program, "check", "--feature", feature));
  }

  /** Why a command does not go well; empty when it does. */
  static Optional<String> probe(Place place, Command command) {
    var exit = place.host().exec(command);
    return exit.good()
        ? Optional.empty()
        : Optional.of(command + ": " + exit.told() + ": " + exit.stderr().strip());
  }
}
