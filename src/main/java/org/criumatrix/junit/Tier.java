package org.criumatrix.junit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.criumatrix.batch.registry.BatchSystems;
import org.criumatrix.checkpoint.Runtime;

/** How much of the matrix a run plays, where no other option selects it. */
enum Tier {
  /** The newest build, as root and with capabilities, one case of each situation. */
  QUICK,
  /** All builds and privileges, and what this machine plays without minutes of preparation. */
  DEFAULT,
  /** Other editions of engines, pools and virtual machines, too. */
  ALL;

  /** What takes minutes to bring up runs only on request. */
  private static final String LOCAL_HOSTS = "!{vm," + BatchSystems.NAMES + "}:*";

  /** The cells of pools select their pools, too; together they take half an hour. */
  private static final String HOSTS_WITH_POOLS = "!vm:*";

  static Optional<Tier> of(String name) {
    return Arrays.stream(values()).filter(t -> t.key().equals(name)).findFirst();
  }

  /** All names, for messages. */
  static String names() {
    return Arrays.stream(values()).map(Tier::key).collect(Collectors.joining(", "));
  }

  /** Globs over CRIU builds, where no option selects them. */
  String builds() {
    return this == QUICK ? "newest" : "*";
  }

  /** Globs over privileges, where no option selects them. */
  String privileges() {
    return this == QUICK ? "root capabilities" : "*";
  }

  /**
   * Globs over hosts, where no option selects them.
   *
   * @param cells the globs that select cells
   */
  String hosts(String cells) {
    if (this == ALL) {
      return "*";
    }
    var pools =
        cells.contains("batch/")
            || BatchSystems.names().stream().anyMatch(name -> cells.contains(name + ":"));
    return pools ? HOSTS_WITH_POOLS : LOCAL_HOSTS;
  }

  /** Whether its runs have the runtime without its name among the options. */
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
