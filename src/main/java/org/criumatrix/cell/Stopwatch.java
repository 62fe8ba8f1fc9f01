package org.criumatrix.cell;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.criumatrix.matrix.Phase;

/**
 * Measures a cell's time by phase, including the parts before and after the phases. Time belongs to
 * the part that began last, so the parts add up to the whole cell.
 */
public final class Stopwatch {

  /** The part before the workload starts: making the cell's folder and opening the kernel's log. */
  public static final String PREPARE = "prepare";

  /** The part in which logs, outputs and the files at the dump are read, measured and kept. */
  public static final String EVIDENCE = "evidence";

  private static final double NANOS_IN_MS = 1e6;

  private final Map<String, Long> nanos = new LinkedHashMap<>();
  private String part;
  private long since;
  private boolean paused;

  /** Begins a part; time belongs to it from now on. */
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

  /** Ends the current part; time is not counted from now on. */
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

  /** Returns the milliseconds of each part, in the order in which the parts first began. */
  public Map<String, Double> ms() {
    var ms = new LinkedHashMap<String, Double>();
    nanos.forEach((name, value) -> ms.put(name, value / NANOS_IN_MS));
    return Collections.unmodifiableMap(ms);
  }
}
