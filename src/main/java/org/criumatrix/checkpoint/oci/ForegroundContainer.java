package org.criumatrix.checkpoint.oci;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.workload.Launch.Started;

/**
 * A command that runs as long as its container, connected only by pipes with the files of the
 * subject's output.
 *
 * @param home the folder of those files
 * @param pidFile the file to which the command writes the PID of the container's first process
 */
record ForegroundContainer(Host host, String home, String pidFile) {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(3);

  /**
   * Runs a command with anonymous pipes. runc declares no other descriptors of a container to CRIU.
   */
  private static final String PIPED =
      """
      set -o pipefail
      { { "$0" "$@" </dev/null 2>&3 3>&- 4>&- | cat >&4 3>&-; } 3>&1 | cat >&2 4>&-; } 4>&1
      """;

  /**
   * How a start ended.
   *
   * @param started empty if the command ended before it wrote a PID
   * @param exit success as soon as the command wrote a PID
   */
  record Outcome(Optional<Started> started, Exit exit) {}

  Outcome start(Command command, Duration limit) {
    host.exec(Command.of("rm", "-f", pidFile));
    var piped =
        command
            .prefixed(List.of("bash", "-c", PIPED))
            .withOutputs(home + "/stdout", home + "/stderr")
            .within(Duration.ZERO);
    var running = host.start(piped);
    var began = System.nanoTime();
    int pid =
        host.await(
                "the first process of " + command,
                limit,
                POLL_INTERVAL,
                this::pid,
                p -> p > 0 || running.exit().isDone())
            .orThrow(HostException::new);
    if (pid <= 0) {
      return new Outcome(Optional.empty(), running.await(piped));
    }
    var wall = Duration.ofNanos(System.nanoTime() - began);
    var succeeded = new Exit(0, 0, false, wall, new byte[0], new byte[0]);
    return new Outcome(Optional.of(new Started(pid, running.pid())), succeeded);
  }

  /**
   * Returns an exception for a container that ended too early. The subject's output has the
   * engine's message.
   */
  static HostException notStarted() {
    return new HostException("the container ended before it began");
  }

  private int pid() {
    try {
      var text = new String(host.read(pidFile), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (HostException e) {
      // The file does not exist yet.
      return 0;
    }
  }
}
