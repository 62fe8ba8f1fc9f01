package org.criumatrix.host;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again, for a bounded time. */
public final class Polling {

  private Polling() {}

  /**
   * Looks until it is as wanted or the time is over; gives the last thing seen.
   *
   * @param round the pause between two looks
   */
  public static <T> T until(Duration limit, Duration round, Supplier<T> look, Predicate<T> wanted) {
    var end = System.nanoTime() + limit.toNanos();
    var seen = look.get();
    while (!wanted.test(seen) && System.nanoTime() < end) {
      LockSupport.parkNanos(round.toNanos());
      seen = look.get();
    }
    return seen;
  }
}
