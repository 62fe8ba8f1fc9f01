package org.criumatrix.checkpoint;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.host.Command;

/**
 * Makes commands of short shell scripts. Values are arguments of a script and never part of its
 * text.
 */
public final class Shells {

  private Shells() {}

  /**
   * Returns the command that runs a script.
   *
   * @param args {@code $0}, {@code $1} and so on
   */
  public static Command script(String text, String... args) {
    var argv = new ArrayList<>(List.of("sh", "-c", text));
    argv.addAll(List.of(args));
    return Command.of(argv);
  }
}
