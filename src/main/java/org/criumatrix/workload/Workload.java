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

  /** Returns its name in cells and evidence. */
  String name();

  /** Returns the program and its arguments, for a host whose workloads are in {@code folder}. */
  List<String> argv(String folder);

  default Map<String, String> env() {
    return Map.of();
  }

  /** Returns this workload with more environment variables. */
  default Workload with(Map<String, String> environment) {
    return new InEnvironment(this, environment);
  }

  /** Returns this workload as {@code nohup} runs it. */
  default Workload withNohup() {
    return new Nohup(this);
  }

  /**
   * Returns the pattern of the lines on stdout that show progress and answer; other lines may
   * differ from run to run.
   */
  Pattern progressLine();

  /** Returns the signal that makes it continue without pauses; empty if there is none. */
  default OptionalInt fastForward() {
    return OptionalInt.empty();
  }

  /**
   * Returns whether a process of it gets that signal.
   *
   * @param first its first process
   */
  default boolean isFastForwarded(HostProcess process, int first) {
    return process.pid() == first;
  }

  /**
   * Returns whether it prints {@code ready PID DIGEST} and {@code end NONCE} on stderr (see
   * native/README.md). Only the process that was started knows the nonce.
   */
  default boolean hasNonce() {
    return false;
  }

  /**
   * Returns whether it prints progress itself; another part of the same program may do so for it.
   */
  default boolean reportsProgress() {
    return true;
  }

  /**
   * Returns whether each of its processes stays until the end. The children of a compiler or a
   * shell come and go: after a restore one may have ended already.
   */
  default boolean keepsItsProcesses() {
    return true;
  }

  /** Returns its input: path from the working folder → content. */
  default Map<String, String> files() {
    return Map.of();
  }

  /**
   * Returns a command of the shell that runs in the working folder before each start; empty: none.
   */
  default String preparation() {
    return "";
  }

  /** Returns why it cannot run on this host; empty when it can. */
  default Optional<String> unavailable(Host host) {
    return Optional.empty();
  }
}
