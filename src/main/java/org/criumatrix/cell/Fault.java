package org.criumatrix.cell;

import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;

/** Something that goes wrong while CRIU works, so that one call of it must fail. */
public interface Fault {

  /** Returns what goes wrong, as a part of a sentence: {@code the image disk is full}. */
  String about();

  /**
   * Makes the next call meet the fault.
   *
   * @param images the folder of the call's images
   * @return the context for the call
   */
  RuntimeContext begin(RuntimeContext context, String images);

  /**
   * Returns why it did not go wrong although the call has ended: CRIU did not come to where it
   * would have. Empty if it did.
   */
  default Optional<String> missed(CriuCall call) {
    return Optional.empty();
  }

  /** Puts everything back when the call has ended. */
  default void end() {}
}
