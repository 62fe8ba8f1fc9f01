package org.criumatrix.host;

import java.util.Map;
import java.util.TreeSet;

/** The signals that end or interrupt programs, by name. */
public final class Signal {

  private static final Map<String, Integer> NUMBERS =
      Map.of("HUP", 1, "INT", 2, "QUIT", 3, "KILL", 9, "USR1", 10, "USR2", 12, "TERM", 15);

  private Signal() {}

  /**
   * Returns the number of a signal.
   *
   * @param name {@code TERM}, {@code SIGTERM}
   * @throws IllegalArgumentException if it is none of these
   */
  public static int number(String name) {
    var number = NUMBERS.get(name.replaceFirst("^SIG", ""));
    if (number == null) {
      throw new IllegalArgumentException(
          "there is no signal '%s' here; there are %s"
              .formatted(name, new TreeSet<>(NUMBERS.keySet())));
    }
    return number;
  }
}
