package org.criumatrix.host;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A command that was started.
 *
 * @param pid its process id on the host
 * @param exit completes when it has ended
 * @param timeoutFactor factor by which this host multiplies limits
 */
public record Running(int pid, CompletableFuture<Exit> exit, int timeoutFactor) {

  /** How long after a command's own limit the host may report its end. */
  private static final long GRACE_MS = 15_000;

  /**
   * Waits for its end, but only for a part of its time limit.
   *
   * @param part of the limit
   * @return whether it has ended
   */
  public boolean endsWithin(Command command, double part) {
    try {
      ended(command, (long) (limitMs(command) * part));
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /**
   * Waits for its end.
   *
   * @throws HostException when the host does not report it, long after the command's own limit
   */
  public Exit await(Command command) {
    try {
      return ended(command, limitMs(command) + GRACE_MS);
    } catch (TimeoutException e) {
      throw new HostException("the host did not report the end of: " + command, e);
    }
  }

  private long limitMs(Command command) {
    return command.limit().multipliedBy(timeoutFactor).toMillis();
  }

  private Exit ended(Command command, long millis) throws TimeoutException {
    try {
      return exit.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new HostException("lost while waiting for: " + command, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException("interrupted while waiting for: " + command, e);
    }
  }
}
