package org.criumatrix.host;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Waits for a state, for a bounded time. It looks in the caller's thread, and an exception of a
 * look ends the wait.
 *
 * <p>The pauses between looks are short at first, since most waits are, and then a part of the time
 * waited so far, which saves processor time.
 */
public final class Await {

  private static final int PART = 16;
  private static final long LONGEST_NS = 5_000_000;

  private Await() {}

  /** Returns what is there at a moment. */
  public interface Look<T, X extends Exception> {
    T look() throws X;
  }

  /**
   * Looks until the state is as wanted or the time is over.
   *
   * @param what is awaited, as a noun: {@code an empty queue}
   * @param pause the shortest one between two looks
   */
  public static <T, X extends Exception> Waited<T> until(
      String what, Duration limit, Duration pause, Look<T, X> look, Predicate<? super T> wanted)
      throws X {
    var begun = System.nanoTime();
    var seen = look.look();
    var met = wanted.test(seen);
    while (!met && System.nanoTime() - begun < limit.toNanos()) {
      var part = Math.min(LONGEST_NS, (System.nanoTime() - begun) / PART);
      LockSupport.parkNanos(Math.max(pause.toNanos(), part));
      seen = look.look();
      met = wanted.test(seen);
    }
    return new Waited<>(what, limit, seen, met);
  }
}
