package org.criumatrix.host;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How a command ended.
 *
 * @param code its exit code, -1 when a signal or the time limit ended it
 * @param signal the signal that ended it, 0 for none
 * @param timedOut whether its time limit ended it
 * @param wall from its start until it was reaped, measured on the host
 * @param out what it wrote to stdout, where that was kept
 * @param err what it wrote to stderr, where that was kept
 */
public record Exit(int code, int signal, boolean timedOut, Duration wall, byte[] out, byte[] err) {

  public boolean succeeded() {
    return code == 0;
  }

  public String stdout() {
    return new String(out, StandardCharsets.UTF_8);
  }

  public String stderr() {
    return new String(err, StandardCharsets.UTF_8);
  }

  /** Wall time in milliseconds. */
  public double ms() {
    return wall.toNanos() / 1e6;
  }

  /** {@code exit 1}, {@code signal 9}, {@code no end within its time limit}. */
  public String describe() {
    return timedOut
        ? "no end within its time limit"
        : signal != 0 ? "signal " + signal : "exit " + code;
  }
}
