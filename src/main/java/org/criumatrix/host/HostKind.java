package org.criumatrix.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value on the host axis, and how to open hosts of that kind. */
public interface HostKind {

  /** Returns the name in cell ids: {@code local}, {@code vm:trixie}. */
  String name();

  /** Returns the kind of host whose processor and kernel it uses; by default itself. */
  default HostKind machine() {
    return this;
  }

  /** Returns the architecture of its programs; by default this machine's. */
  default Architecture architecture() {
    return Architecture.here();
  }

  /**
   * Returns this kind with the permissions of a grant, see {@code grants.csv}. Nothing changes
   * where hosts are no containers.
   */
  default HostKind granting(String grant) {
    return this;
  }

  /**
   * Returns the versions of the programs that it has in place of its machine's, as facts to record;
   * empty while no cell has needed such a host.
   */
  default Map<String, String> programs() {
    return Map.of();
  }

  /**
   * Returns the factor by which everything may take longer than on a usual machine, for emulated
   * machines.
   */
  default int timeoutFactor() {
    return 1;
  }

  /** Returns whether it consists of two machines and is never opened as one host. */
  default boolean isPair() {
    return false;
  }

  /** Returns why there can be no such host on this machine; empty when there can. */
  Optional<String> unavailable();

  /**
   * Opens a host that shares nothing writable with any other.
   *
   * @param folders name → local folder, readable on the host as {@link Host#home()}{@code /NAME}
   */
  Host open(Map<String, Path> folders);

  /**
   * Opens a host like {@link #open}, with another distribution's programs. Container engines run in
   * it, and everything they do ends with it.
   *
   * @param distribution the local folder that becomes its root; nothing is written to it
   * @throws HostException where that is impossible, for instance without root
   */
  Host openIn(Path distribution, Map<String, Path> folders);

  /**
   * Opens two hosts like {@link #openPair}, with another distribution's programs, see {@link
   * #openIn}.
   *
   * @throws HostException where that is impossible
   */
  default List<PeerHost> openPairIn(Path distribution, Map<String, Path> folders) {
    throw new HostException("two hosts with a distribution of their own are not made on " + name());
  }

  /** Returns why {@link #openIn} is impossible; empty when it is possible. */
  default Optional<String> distributionsUnavailable() {
    return Optional.empty();
  }

  /**
   * Handles the failure of a host: keeps its machine's diagnostics in the local folder, and ensures
   * that the next host that is opened works.
   */
  default void failed(Path evidence) {}

  /** Returns why there can be no two hosts that reach each other; empty when there can. */
  Optional<String> pairUnavailable();

  /**
   * Opens two hosts, joined by a network of their own that reaches nothing else.
   *
   * @param folders as for {@link #open}, on both hosts
   */
  List<PeerHost> openPair(Map<String, Path> folders);
}
