package org.criumatrix.junit;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.criumatrix.checkpoint.Runtime;

/** How much of the matrix a run is about, where no other option says so. */
enum Tier {
  /** The newest build, as root and with capabilities, one case of each situation. */
  QUICK,
  /** All builds and privileges, and what this machine plays without minutes of preparation. */
  DEFAULT,
  /** Other editions of engines, pools and virtual machines, too. */
  ALL;

  /**
   * @throws IllegalArgumentException when there is no such tier
   */
  static Tier of(String name) {
    return Arrays.stream(values())
        .filter(t -> t.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "-Dmatrix.tier is one of %s, not '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(Tier::key)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  /** Whether its runs have the runtime without being asked for it by name. */
  boolean has(Runtime runtime) {
    return switch (this) {
      case QUICK -> !runtime.onlyWhenNamed() && !runtime.takesMinutesToPrepare();
      case DEFAULT -> !runtime.onlyWhenNamed();
      case ALL -> true;
    };
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
