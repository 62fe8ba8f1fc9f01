package org.criumatrix.rig;

import java.util.List;
import java.util.function.Supplier;
import org.criumatrix.workload.Subject;

/** Two subjects in the middle of a {@link Conversation}. */
public record Talk(Subject server, Subject client) {

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
      server.goOn();
    }
  }

  List<Subject> all() {
    return List.of(server, client);
  }
}
