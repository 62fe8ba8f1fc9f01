package org.criumatrix.privilege;

import java.time.Duration;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/** Probes what a host allows. */
final class Probes {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private Probes() {}

  static Optional<String> root(Host host) {
    return host.facts().root()
        ? Optional.empty()
        : Optional.of("the suite does not run as root here; start it as root to have these cells");
  }

  /** Returns why a program cannot be used; empty when it exists. */
  static Optional<String> program(Host host, String name, String remedy) {
    return host.exec(Command.of("sh", "-c", "command -v \"$0\"", name)).succeeded()
        ? Optional.empty()
        : Optional.of(name + " is not installed: " + remedy);
  }

  /**
   * Returns why root has no access to another account's processes. CRIU first reads their limits,
   * which needs CAP_SYS_RESOURCE (prlimit(2)); root lacks that in many sandboxes.
   */
  static Optional<String> rootOverOthers(Host host) {
    var up = host.home() + "/probe-up";
    var sleeper = Command.of("sh", "-c", "echo up; exec sleep 10").withOutputs(up, "");
    var pid = host.start(Account.ORDINARY.runs(sleeper)).pid();
    try {
      host.follow(up, 0, pid, LIMIT);
      var probe = host.exec(Command.of("prlimit", "--pid", String.valueOf(pid), "--nofile"));
      return probe.succeeded()
          ? Optional.empty()
          : Optional.of(
              "root lacks CAP_SYS_RESOURCE on this host, and without it CRIU cannot read the limits of another account's"
                  + " process: "
                  + probe.stderr().strip());
    } finally {
      host.reset();
      host.remove(up);
    }
  }
}
