package org.criumatrix.host;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks again and again, for a bounded time: after pauses that are short at first, since most waits
 * are, and then a part of the time that it has waited, which saves processor time.
 */
public final class Polling {

  private static final int PART = 16;
  private static final long LONGEST_NS = 5_000_000;

  private Polling() {}

  /**
   * Looks until it is as wanted or the time is over; gives the last thing seen.
   *
   * @param round the shortest pause between two looks
   */
  public static <T> T await(Duration limit, Duration round, Supplier<T> look, Predicate<T> wanted) {
    var begun = System.nanoTime();
    var seen = look.get();
    while (!wanted.test(seen) && System.nanoTime() - begun < limit.toNanos()) {
      var part = Math.min(LONGEST_NS, (System.nanoTime() - begun) / PART);
      LockSupport.parkNanos(Math.max(round.toNanos(), part));
      seen = look.get();
    }
    return seen;
  }
}
