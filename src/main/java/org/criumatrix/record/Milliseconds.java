package org.criumatrix.record;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Durations as records write them: milliseconds with at most three decimals. */
public final class Milliseconds {

  private static final double NANOS = 1e6;

  private Milliseconds() {}

  /** Returns null for null. */
  public static Double of(Duration duration) {
    return duration == null ? null : Math.round(duration.toNanos() / 1e3) / 1e3;
  }

  static Map<String, Double> of(Map<String, Duration> durations) {
    var ms = new LinkedHashMap<String, Double>();
    durations.forEach((part, duration) -> ms.put(part, of(duration)));
    return ms;
  }

  /**
   * Returns null for null.
   *
   * @param field the name in the record, for errors
   * @throws IllegalArgumentException if it is negative or not a number
   */
  static Duration duration(String field, Double ms) {
    if (ms == null) {
      return null;
    }
    if (!(ms >= 0 && ms * NANOS < Long.MAX_VALUE)) {
      throw new IllegalArgumentException("'%s' is no duration: %s".formatted(field, ms));
    }
    return Duration.ofNanos(Math.round(ms * NANOS));
  }

  /** Returns an empty map for null. */
  static Map<String, Duration> durations(String field, Map<String, Double> ms) {
    var durations = new LinkedHashMap<String, Duration>();
    Require.values(field, ms).forEach((part, value) -> durations.put(part, duration(field, value)));
    return durations;
  }
}
