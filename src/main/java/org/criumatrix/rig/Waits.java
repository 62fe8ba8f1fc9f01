package org.criumatrix.rig;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How long a cell waits for what. Generous, since a bound that is too short says "fails" of a busy
 * machine; none of them is waited for when all is well.
 *
 * @param start until a workload is ready and has taken a step
 * @param settle until processes and what they hold are gone
 * @param progress until a restored workload takes its next step
 * @param answer until a restored workload has come to its end
 */
public record Waits(Duration start, Duration settle, Duration progress, Duration answer) {

  public static final Waits USUAL =
      new Waits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60));

  private static final long ROUND_US = 300;

  /** Looks until it is as wanted or the time is over; gives the last thing seen. */
  static <T> T until(Duration limit, Supplier<T> look, Predicate<T> wanted) {
    var end = System.nanoTime() + limit.toNanos();
    var seen = look.get();
    while (!wanted.test(seen) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(ROUND_US));
      seen = look.get();
    }
    return seen;
  }
}
