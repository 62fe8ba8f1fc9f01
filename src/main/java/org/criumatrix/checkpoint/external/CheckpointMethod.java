package org.criumatrix.checkpoint.external;

import java.util.Optional;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.plain.NoContainer;

/** Makes the checkpointer of a method that a case names. */
public final class CheckpointMethod {

  private CheckpointMethod() {}

  /**
   * Returns the checkpointer.
   *
   * @param method {@code engine}, {@code direct} or {@code direct-prepared}
   * @param sandbox as in {@link ExternalCriu}
   * @return empty for the engine itself
   */
  public static Optional<Checkpointer> of(String method, boolean sandbox) {
    return switch (method) {
      case "engine" -> Optional.empty();
      case "direct" -> Optional.of(new NoContainer());
      case "direct-prepared" -> Optional.of(new ExternalCriu(sandbox));
      default -> throw new IllegalArgumentException("no checkpoint method " + method);
    };
  }
}
