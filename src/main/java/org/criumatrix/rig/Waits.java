package org.criumatrix.rig;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.criumatrix.host.Polling;

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

  private static final Duration POLL_INTERVAL = Duration.ofNanos(300_000);

  /** The same on a host where everything takes longer by this factor. */
  Waits times(int timeoutFactor) {
    return new Waits(
        start.multipliedBy(timeoutFactor),
        settle.multipliedBy(timeoutFactor),
        progress.multipliedBy(timeoutFactor),
        answer.multipliedBy(timeoutFactor));
  }

  /** Looks until it is as wanted or the time is over; gives the last thing seen. */
  static <T> T await(Duration limit, Supplier<T> look, Predicate<T> wanted) {
    return Polling.await(limit, POLL_INTERVAL, look, wanted);
  }
}
