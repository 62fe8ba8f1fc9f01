package org.criumatrix.checkpoint;

import java.util.List;
import org.criumatrix.workload.Subject;

/** Dumps and restores a subject. */
public interface Checkpointer {

  /**
   * Dumps a subject.
   *
   * @param images a new folder for its images
   */
  CriuCall dump(RuntimeContext context, Subject subject, String images, List<String> options);

  /**
   * Dumps only the memory of a subject, which continues to run. The next dump may hold only what
   * has changed since.
   *
   * @param images a new folder for the images
   */
  default CriuCall preDump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    throw new IllegalArgumentException("nothing is dumped ahead here");
  }

  /** Restores a subject from the images of a dump. */
  CriuCall restore(RuntimeContext context, Subject subject, String images, List<String> options);

  /** Removes what this checkpointer made for a subject that has ended. */
  default void release(RuntimeContext context, Subject subject) {}
}
