package org.criumatrix.checkpoint;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.host.Command;

/** Short scripts for a host's shell; what they work on is never part of their text. */
public final class Shells {

  private Shells() {}

  /**
   * @param args {@code $0}, {@code $1} and so on
   */
  public static Command script(String text, String... args) {
    var argv = new ArrayList<>(List.of("sh", "-c", text));
    argv.addAll(List.of(args));
    return Command.of(argv);
  }
}
