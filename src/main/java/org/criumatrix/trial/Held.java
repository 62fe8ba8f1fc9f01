package org.criumatrix.trial;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.inventory.Trait;

/** Compares what a program held before a dump with what it holds after the restore. */
final class Held {

  /**
   * The trial itself puts the program's files on an overlay, and CRIU keeps a program's monotonic
   * clock by a time namespace.
   */
  private static final Set<String> OF_THE_TRIAL = Set.of("overlay-file", "own-time-ns");

  private Held() {}

  /** Returns the traits that one inventory has and the other lacks. */
  static List<Trait> onlyIn(Inventory one, Inventory other) {
    var names = other.traits().stream().map(Trait::name).collect(Collectors.toSet());
    return one.traits().stream()
        .filter(t -> !names.contains(t.name()) && !OF_THE_TRIAL.contains(t.name()))
        .toList();
  }
}
