package org.criumatrix.cell;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.criumatrix.host.Await;
import org.criumatrix.host.Waited;

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
  public Waits times(int timeoutFactor) {
    return new Waits(
        start.multipliedBy(timeoutFactor),
        settle.multipliedBy(timeoutFactor),
        progress.multipliedBy(timeoutFactor),
        answer.multipliedBy(timeoutFactor));
  }

  /** As {@link Await#until}, with the pause that suits processes of a cell. */
  public static <T> Waited<T> await(
      String what, Duration limit, Supplier<T> look, Predicate<? super T> wanted) {
    return Await.until(what, limit, POLL_INTERVAL, look::get, wanted);
  }
}
