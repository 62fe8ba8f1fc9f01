package org.criumatrix.junit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.criumatrix.application.Userlands;
import org.criumatrix.batch.registry.BatchSystems;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.matrix.HostName;

/** How much of the matrix a run covers if no other option selects cells. */
enum Tier {
  /** The newest build, as root and with capabilities, one case of each situation. */
  QUICK,
  /** All builds and privileges, with what this machine can run without minutes of preparation. */
  DEFAULT,
  /** Also other editions of engines, pools and virtual machines. */
  ALL;

  static Optional<Tier> of(String name) {
    return Arrays.stream(values()).filter(t -> t.key().equals(name)).findFirst();
  }

  /** Returns all names, for messages. */
  static String names() {
    return Arrays.stream(values()).map(Tier::key).collect(Collectors.joining(", "));
  }

  /** Returns the globs over CRIU builds if no option selects them. */
  String builds() {
    return this == QUICK ? "newest" : "*";
  }

  /** Returns the globs over privileges if no option selects them. */
  String privileges() {
    return this == QUICK ? "root capabilities" : "*";
  }

  /**
   * Returns the globs over hosts if no option selects them.
   *
   * @param cells the globs that select cells
   */
  String hosts(String cells) {
    if (this == ALL) {
      return "*";
    }
    // Selecting the cells of pools or of applications selects their hosts, too.
    var pools =
        cells.contains("batch/")
            || BatchSystems.names().stream().anyMatch(name -> cells.contains(name + ":"));
    var userlands = cells.contains("applications/") || cells.contains(Userlands.NAME + ":");
    // Hosts that need minutes to start, or gigabytes, run only on request.
    var apart = new ArrayList<>(HostName.VIRTUAL);
    if (!userlands) {
      apart.add(Userlands.NAME);
    }
    if (!pools) {
      apart.add(BatchSystems.NAMES);
    }
    return "!{%s}:*".formatted(String.join(",", apart));
  }

  /** Whether its runs include a runtime that the options do not name. */
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
