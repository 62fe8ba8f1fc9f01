package org.criumatrix.checkpoint;

import java.util.List;
import org.criumatrix.workload.Subject;

/** Dumps and restores a subject. */
public interface Checkpointer {

  /**
   * @param images a new folder for them
   */
  CriuCall dump(RuntimeContext context, Subject subject, String images, List<String> options);

  /**
   * Dumps its memory alone while it continues; the next dump may be of what changed since.
   *
   * @param images a new folder for them
   */
  default CriuCall preDump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    throw new IllegalArgumentException("nothing is dumped ahead here");
  }

  CriuCall restore(RuntimeContext context, Subject subject, String images, List<String> options);

  /** Removes what it made for a subject, which is gone. */
  default void release(RuntimeContext context, Subject subject) {}
}
