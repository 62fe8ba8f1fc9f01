package org.criumatrix.runtime;

import java.util.List;
import org.criumatrix.workload.Subject;

/** Dumps and restores a subject. */
public interface Checkpointer {

  /**
   * @param images a new folder for them
   */
  CriuCall dump(Place place, Subject subject, String images, List<String> options);

  CriuCall restore(Place place, Subject subject, String images, List<String> options);

  /** Removes what it made for a subject, which is gone. */
  default void release(Place place, Subject subject) {}
}
