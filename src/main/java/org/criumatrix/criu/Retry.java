package org.criumatrix.criu;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Tries until something is there, bounded in time. */
final class Retry {

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

  private Retry() {}

  /** The first value that an attempt gives; empty when none did in time or we were interrupted. */
  static <T> Optional<T> await(Duration limit, Supplier<Optional<T>> attempt) {
    var end = System.nanoTime() + limit.toNanos();
    var value = attempt.get();
    while (value.isEmpty() && System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE);
      value = attempt.get();
    }
    return value;
  }
}
