package org.criumatrix.host;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * A wait that is over.
 *
 * @param what was awaited, as a noun
 * @param limit of the wait
 * @param seen the last value seen
 * @param met whether that is as wanted
 */
public record Waited<T>(String what, Duration limit, T seen, boolean met) {

  /** Characters of the last value in a message. */
  private static final int MAX_LENGTH = 200;

  /**
   * Returns the value that was awaited.
   *
   * @param failure makes the exception of a wait in vain from {@link #describe()}
   */
  public <X extends Throwable> T orThrow(Function<String, X> failure) throws X {
    if (!met) {
      throw failure.apply(describe());
    }
    return seen;
  }

  /** Returns {@code waited 20 s for an empty queue; last seen: job 7}. */
  public String describe() {
    var text = "waited %s for %s".formatted(time(), what);
    return seen instanceof Boolean ? text : text + "; last seen: " + text(seen);
  }

  private String time() {
    return limit.toSeconds() > 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  private static String text(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Waited::text).orElse("nothing");
    }
    if (value instanceof Collection<?> all && all.isEmpty()) {
      return "nothing";
    }
    var text = String.valueOf(value).strip().replaceAll("\\s*\\R\\s*", ", ");
    if (text.isEmpty()) {
      return "nothing";
    }
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
