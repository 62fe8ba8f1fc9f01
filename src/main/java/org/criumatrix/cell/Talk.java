package org.criumatrix.cell;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.criumatrix.workload.Subject;

/** Two subjects in the middle of a {@link Conversation}. */
public record Talk(Subject server, Subject client) {

  /**
   * The limit for the next message, which a server sends within a millisecond unless the machine is
   * busy.
   */
  private static final Duration MESSAGE_LIMIT = Duration.ofMinutes(1);

  /**
   * @param which {@code client}, {@code server}, or {@code both}, in this order
   */
  public List<Subject> ends(String which) {
    return switch (which) {
      case "client" -> List.of(client);
      case "server" -> List.of(server);
      case "both" -> List.of(client, server);
      default -> throw new IllegalArgumentException("no end of a conversation: " + which);
    };
  }

  /** Runs an action while the server is stopped, so that no message arrives in the middle of it. */
  public <T> T whileServerStops(Supplier<T> action) {
    server.stop();
    try {
      return action.get();
    } finally {
      server.resume();
    }
  }

  /**
   * Runs an action while the server is stopped, then waits until it has sent its next message or
   * has died of its kernel's answer.
   *
   * @throws IllegalStateException if the server lives and sends nothing: the case would test
   *     something else
   */
  public <T> T beforeServerSpeaks(Supplier<T> action) {
    record Stopped<R>(R result, int steps) {}
    var stopped = whileServerStops(() -> new Stopped<>(action.get(), server.steps()));
    if (!server.takesMoreStepsThan(stopped.steps(), MESSAGE_LIMIT) && !server.tree().isEmpty()) {
      throw new IllegalStateException("the server said nothing after its step " + stopped.steps());
    }
    return stopped.result();
  }

  public List<Subject> all() {
    return List.of(server, client);
  }
}
