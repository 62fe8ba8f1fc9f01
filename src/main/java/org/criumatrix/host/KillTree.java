package org.criumatrix.host;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.zeroturnaround.exec.stop.ProcessStopper;

/** Ends a process with everything below it; zt-exec's own stopper leaves grandchildren running. */
final class KillTree implements ProcessStopper {

  /** A bound for processes that fork faster than they can be killed. */
  private static final int ROUNDS = 20;

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final CountDownLatch done = new CountDownLatch(1);

  @Override
  public void stop(Process process) {
    try {
      // The parent goes first, so that it cannot start replacements; its children are listed
      // before, because their parent is unknown once it is gone.
      for (var round = 0; round < ROUNDS; round++) {
        var below = process.descendants().toList();
        process.destroyForcibly();
        below.forEach(KillTree::killWithDescendants);
        if (below.isEmpty()) {
          return;
        }
      }
    } finally {
      done.countDown();
    }
  }

  /** Waits for the stopper, which still works in another thread when zt-exec reports a time-out. */
  void awaitDone() {
    try {
      done.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void killWithDescendants(ProcessHandle handle) {
    var below = handle.descendants().toList();
    handle.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
  }
}
