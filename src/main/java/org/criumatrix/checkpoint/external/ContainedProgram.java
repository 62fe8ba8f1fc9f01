package org.criumatrix.checkpoint.external;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;

/** Finds the process of a contained job's program among the processes that start it. */
public final class ContainedProgram {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(3);

  /** The kernel keeps this many characters of a process's name. */
  private static final int NAME_LENGTH = 15;

  private ContainedProgram() {}

  /** Returns the name of a program's process, unless the program changes it. */
  public static String processName(String program) {
    var file = program.substring(program.lastIndexOf('/') + 1);
    return file.substring(0, Math.min(file.length(), NAME_LENGTH));
  }

  /**
   * Waits until the program runs.
   *
   * @param starter the PID of the process that starts the container
   * @return the program's PID, or {@code starter} if that one ends before the program starts
   */
  public static int pid(Host host, int starter, String program) {
    var name = processName(program);
    var seen =
        host.await(
                "a process " + name,
                LIMIT,
                POLL_INTERVAL,
                host::processes,
                all ->
                    named(all, name).isPresent() || all.stream().noneMatch(p -> p.pid() == starter))
            .seen();
    return named(seen, name).map(HostProcess::pid).orElse(starter);
  }

  private static Optional<HostProcess> named(List<HostProcess> all, String name) {
    return all.stream().filter(p -> p.name().equals(name)).findFirst();
  }
}
