package org.criumatrix.runtime;

import java.util.Optional;

/** Who dumps and restores, by the names that cases use. */
final class Ways {

  private Ways() {}

  /**
   * @param sandbox as in {@link Outside}
   * @return empty: the engine itself
   */
  static Optional<Checkpointer> of(String way, boolean sandbox) {
    return switch (way) {
      case "engine" -> Optional.empty();
      case "direct" -> Optional.of(new None());
      case "direct-prepared" -> Optional.of(new Outside(sandbox));
      default -> throw new IllegalArgumentException("there is no way " + way);
    };
  }
}
