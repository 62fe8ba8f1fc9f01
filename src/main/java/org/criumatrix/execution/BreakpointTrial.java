package org.criumatrix.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/**
 * Finds builds of CRIU that cannot work without hardware breakpoints. On a host that ignores
 * breakpoints every dump of such a build would hang. CRIU 4.2 probes them (CRIU commit 1eaa870cc);
 * for other builds a trial shows whether they need them.
 */
final class BreakpointTrial {

  /** CRIU's own switch to work without breakpoints, FI_NO_BREAKPOINTS of fault-injection.h. */
  private static final Map<String, String> WITHOUT = Map.of("CRIU_FAULT", "130");

  /** The limit for a dump that takes a fraction of a second. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private BreakpointTrial() {}

  /** The library that prevents CRIU's breakpoints from trapping, in the folder of workloads. */
  static final String MASK = "preload/no-breakpoints.so";

  /**
   * Dumps an idle process as root.
   *
   * @param masked the environment that makes breakpoints look ignored; empty to test the host as it
   *     is
   * @return why the build does not work on the host; empty also where a dump fails for another
   *     reason, which the cells report
   */
  static Optional<String> unavailable(Host host, CriuBuild build, Map<String, String> masked) {
    var ignored = !masked.isEmpty() || host.facts().ignoresBreakpoints();
    if (!ignored || !host.facts().root()) {
      return Optional.empty();
    }
    var without = new HashMap<>(masked);
    without.putAll(WITHOUT);
    var plain = dump(host, build, "plain", masked);
    if (plain.succeeded() || !dump(host, build, "without", without).succeeded()) {
      return Optional.empty();
    }
    return Optional.of(
        "this host's processor, or its emulator, ignores hardware breakpoints, and this CRIU cannot do without them"
            + " unless it is told to (CRIU_FAULT=130): a dump of an idle process ends with "
            + plain.describe());
  }

  private static Exit dump(Host host, CriuBuild build, String name, Map<String, String> env) {
    var images = host.home() + "/trial-" + name;
    host.mkdir(images, Mode.PRIVATE);
    var idle = host.start(Command.of("sleep", "1000").withOutputs("", "").within(Duration.ZERO));
    var words = new ArrayList<>(List.of(build.program().toString(), "dump", "-D", images));
    words.addAll(List.of("-o", "dump.log", "-t", String.valueOf(idle.pid())));
    try {
      return host.exec(Command.of(words).withEnv(env).within(LIMIT));
    } finally {
      host.reset();
      host.remove(images);
    }
  }
}
