package org.criumatrix.cell;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.criumatrix.workload.Subject;

/** Two subjects in the middle of a {@link Conversation}. */
public record Talk(Subject server, Subject client) {

  /** For a word that a millisecond's rest and a busy machine are between. */
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

  /** What is done while the server is stopped, so that nothing comes from it in the middle. */
  public <T> T whileServerStops(Supplier<T> action) {
    server.stop();
    try {
      return action.get();
    } finally {
      server.resume();
    }
  }

  /**
   * The same, and something came from it before this ends: what it says next, or what its kernel
   * does, of whose answer it dies.
   *
   * @throws IllegalStateException if it says nothing and lives: the suite's fault, and the case is
   *     not about what it says
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
