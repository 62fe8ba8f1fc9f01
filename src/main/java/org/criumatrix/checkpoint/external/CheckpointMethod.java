package org.criumatrix.checkpoint.external;

import java.util.Optional;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.plain.NoContainer;

/** Who dumps and restores, by the names that cases use. */
public final class CheckpointMethod {

  private CheckpointMethod() {}

  /**
   * @param sandbox as in {@link ExternalCriu}
   * @return empty: the engine itself
   */
  public static Optional<Checkpointer> of(String way, boolean sandbox) {
    return switch (way) {
      case "engine" -> Optional.empty();
      case "direct" -> Optional.of(new NoContainer());
      case "direct-prepared" -> Optional.of(new ExternalCriu(sandbox));
      default -> throw new IllegalArgumentException("there is no way " + way);
    };
  }
}
