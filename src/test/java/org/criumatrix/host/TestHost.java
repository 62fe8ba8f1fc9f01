package org.criumatrix.host;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.criumatrix.testing.NativeBuild;

/** The hosts that this machine can open, with the real agent; tests run on each of them. */
enum TestHost {
  /** A folder and a subreaper, as without root. */
  PLAIN(false),
  /** Namespaces of its own. */
  NAMESPACES(true);

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final List<String> NAMESPACES_AT_ALL =
      List.of("unshare", "--mount", "--pid", "--ipc", "--net", "--fork", "--mount-proc", "true");

  private final boolean root;

  TestHost(boolean root) {
    this.root = root;
  }

  Host open(Path scratch) {
    return hosts(scratch).open(Map.of());
  }

  LocalHosts hosts(Path scratch) {
    if (root) {
      assumeTrue(LocalHosts.isRoot(), "a host of namespaces needs root");
      var probe = LocalCommand.run(LIMIT, Map.of(), NAMESPACES_AT_ALL);
      assumeTrue(probe.succeeded(), "no namespaces here: " + probe.stderr());
    }
    return new LocalHosts(agent(), root, scratch);
  }

  static Path agent() {
    return NativeBuild.with("agent").resolve("agent");
  }

  /** Returns the last value seen, once it is as wanted or a generous time is over. */
  static <T> T await(Supplier<T> look, Predicate<T> wanted) {
    return Await.until(
            "a test's value", Duration.ofSeconds(5), Duration.ofMillis(1), look::get, wanted)
        .seen();
  }

  /** Returns how many programs on this machine have this last argument. */
  static long running(String argument) {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .flatMap(p -> p.info().commandLine().stream())
        .filter(line -> line.endsWith(" " + argument))
        .count();
  }

  /** An argument of {@code sleep} that no other program has. */
  static String uniqueSeconds() {
    return "7" + ProcessHandle.current().pid() + System.nanoTime() % 1_000_000;
  }
}
