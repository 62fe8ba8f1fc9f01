package org.criumatrix.runtime;

import java.util.List;
import java.util.Optional;
import org.criumatrix.host.Host;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/**
 * A value on the runtime axis: places a subject, dumps and restores it.
 *
 * <p>It reports what it did and judges nothing. A new one is a small class and its line in {@link
 * Runtimes}.
 */
public interface Runtime {

  /** As in cell ids. */
  String name();

  /** Why it cannot be used on this host; empty when it can. */
  Optional<String> unavailable(Host host);

  /**
   * @param name the subject's own, unique in the cell
   */
  Subject start(Place place, String name, Workload workload, boolean terminal);

  /**
   * @param images a new folder for them
   */
  CriuCall dump(Place place, Subject subject, String images, List<String> options);

  CriuCall restore(Place place, Subject subject, String images, List<String> options);
}
