package org.criumatrix.workload;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;

/**
 * A deterministic program that prints its progress and an answer.
 *
 * <p>A native one needs no Java at all: its name is its program's. A new kind is a small class and
 * its line in {@link Workloads}.
 */
public interface Workload {

  /** What cells and evidence call it. */
  String name();

  /** The program and its arguments, for a host whose workloads are in {@code folder}. */
  List<String> argv(String folder);

  default Map<String, String> env() {
    return Map.of();
  }

  /** The same with more in its environment. */
  default Workload with(Map<String, String> environment) {
    return new InEnvironment(this, environment);
  }

  /**
   * A line of stdout that belongs to its progress and its answer; other lines may differ from run
   * to run.
   */
  Pattern progressLine();

  /** The signal that makes it continue without pauses; empty: it has none. */
  default OptionalInt fastForward() {
    return OptionalInt.empty();
  }

  /**
   * Whether that signal is for this process of it.
   *
   * @param first its first process
   */
  default boolean isFastForwarded(HostProcess process, int first) {
    return process.pid() == first;
  }

  /**
   * Whether it prints {@code ready PID DIGEST} and {@code end NONCE} on stderr (see
   * native/README.md), which only the very run that was started can do.
   */
  default boolean hasNonce() {
    return false;
  }

  /** Whether it prints progress at all: another part of the same program may do so for it. */
  default boolean reportsProgress() {
    return true;
  }

  /** Why it cannot run on this host; empty when it can. */
  default Optional<String> unavailable(Host host) {
    return Optional.empty();
  }
}
