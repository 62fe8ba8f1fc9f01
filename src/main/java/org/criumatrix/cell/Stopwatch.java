package org.criumatrix.cell;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.criumatrix.matrix.Phase;

/**
 * Where a cell's time goes: phase by phase, and what is before and behind them. What follows
 * belongs to the part that began last, so that all parts together are the whole cell.
 */
public final class Stopwatch {

  /** Until its workload is started: its folder, and who looks at the kernel's log. */
  public static final String PREPARE = "prepare";

  /** Logs and outputs are read, measured and kept, and files as they were at the dump. */
  public static final String EVIDENCE = "evidence";

  private static final double NANOS_IN_MS = 1e6;

  private final Map<String, Long> nanos = new LinkedHashMap<>();
  private String part;
  private long since;
  private boolean paused;

  /** What follows is this part's. */
  public void enter(String next) {
    if (paused) {
      return;
    }
    stop();
    part = next;
    since = System.nanoTime();
  }

  public void enter(Phase phase) {
    enter(phase.key());
  }

  /** What follows is not of the cell. */
  public void stop() {
    if (part != null) {
      nanos.merge(part, System.nanoTime() - since, Long::sum);
      part = null;
    }
  }

  /** Runs an action without counting its time. */
  public <T> T without(Supplier<T> action) {
    var before = part;
    var wasPaused = paused;
    stop();
    paused = true;
    try {
      return action.get();
    } finally {
      paused = wasPaused;
      if (before != null) {
        enter(before);
      }
    }
  }

  /** Milliseconds of each part, in the order in which they first began. */
  public Map<String, Double> ms() {
    var ms = new LinkedHashMap<String, Double>();
    nanos.forEach((name, value) -> ms.put(name, value / NANOS_IN_MS));
    return Collections.unmodifiableMap(ms);
  }
}
