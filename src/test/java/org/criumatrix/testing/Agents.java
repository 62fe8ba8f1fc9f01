package org.criumatrix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;

/** The agents that this JVM has started, on any host. */
public final class Agents {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Agents() {}

  /** Those that are there. */
  public static List<ProcessHandle> all() {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().command().orElse("").endsWith("/agent"))
        .toList();
  }

  /** From here on none of them does anything. */
  public static void stop() {
    for (var agent : all()) {
      var words = List.of("kill", "-STOP", String.valueOf(agent.pid()));
      assertThat(LocalCommand.run(LIMIT, Map.of(), words).succeeded()).isTrue();
    }
  }
}
