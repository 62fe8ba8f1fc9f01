package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.criumatrix.batch.registry.BatchSystems;
import org.criumatrix.dataset.CellEntry;

/** Engines that run containers, and batch systems: where a program runs apart from a machine. */
final class Engines {

  private static final String CONTAINER = "container:";
  private static final Set<String> BATCH = Set.copyOf(BatchSystems.names());

  private Engines() {}

  /**
   * Returns the engines that a cell or an answer is about: {@code docker} for the runtime {@code
   * docker@sid} and for the host {@code container:docker}.
   */
  static List<String> of(String runtime, String host) {
    var engines = new ArrayList<String>();
    if (!runtime.equals(Context.NONE)) {
      engines.add(name(runtime));
    }
    if (host.startsWith(CONTAINER)) {
      engines.add(name(host.substring(CONTAINER.length())));
    }
    var kind = host.replaceFirst(":.*", "");
    if (BATCH.contains(kind)) {
      engines.add(kind);
    }
    return engines.stream().distinct().toList();
  }

  /**
   * Returns an engine without its edition or its runtime: {@code podman} for {@code podman/crun}.
   */
  static String name(String runtime) {
    return runtime.replaceFirst("[@/:].*", "");
  }

  /**
   * Returns whether some cells run on the machine itself, so that an engine is not what they are
   * about.
   */
  static boolean isFree(Collection<CellEntry> cells) {
    return cells.stream().anyMatch(c -> of(c.runtime(), c.host()).isEmpty());
  }

  /** Returns the batch systems among the engines, in an order that stays. */
  static List<String> batch() {
    return BatchSystems.names();
  }

  static boolean isBatch(String engine) {
    return BATCH.contains(engine);
  }
}
