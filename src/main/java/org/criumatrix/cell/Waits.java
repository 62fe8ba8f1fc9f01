package org.criumatrix.cell;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.criumatrix.host.Await;
import org.criumatrix.host.Waited;

/**
 * The time limits of a cell. They are generous, since a limit that is too short makes cells fail on
 * a busy machine. A cell that works reaches none of them.
 *
 * @param start until a workload is ready and has taken a step
 * @param settle until processes are gone with their resources
 * @param progress until a restored workload takes its next step
 * @param answer until a restored workload ends
 */
public record Waits(Duration start, Duration settle, Duration progress, Duration answer) {

  public static final Waits USUAL =
      new Waits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60));

  private static final Duration POLL_INTERVAL = Duration.ofNanos(300_000);

  /** Returns the limits for a host where everything takes longer by this factor. */
  public Waits times(int timeoutFactor) {
    return new Waits(
        start.multipliedBy(timeoutFactor),
        settle.multipliedBy(timeoutFactor),
        progress.multipliedBy(timeoutFactor),
        answer.multipliedBy(timeoutFactor));
  }

  /** Waits like {@link Await#until}, with a pause that suits the processes of a cell. */
  public static <T> Waited<T> await(
      String what, Duration limit, Supplier<T> look, Predicate<? super T> wanted) {
    return Await.until(what, limit, POLL_INTERVAL, look::get, wanted);
  }
}
