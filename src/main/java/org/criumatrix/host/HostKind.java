package org.criumatrix.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value on the host axis, and how to open hosts of that kind. */
public interface HostKind {

  /** As in cell ids: {@code local}, {@code vm:trixie}. */
  String name();

  /** The kind of host that it is a part of, whose processor and kernel it has; maybe itself. */
  default HostKind machine() {
    return this;
  }

  /**
   * The same, with what the grant of this name allows; see {@code grants.csv}. Nothing changes
   * where hosts are no containers.
   */
  default HostKind granting(String grant) {
    return this;
  }

  /** How many times as long as on a usual machine things may take: more where it is emulated. */
  default int timeoutFactor() {
    return 1;
  }

  /** Whether it is two machines, and there is no sense in one host of them. */
  default boolean isPair() {
    return false;
  }

  /** Why there can be none on this machine; empty when there can. */
  Optional<String> unavailable();

  /**
   * Opens a host that shares nothing writable with any other.
   *
   * @param folders name → local folder, readable on the host as {@link Host#home()}{@code /NAME}
   */
  Host open(Map<String, Path> folders);

  /**
   * As {@link #open}, with another distribution's programs than the host's own: container engines
   * live in it, and all that they do ends with it.
   *
   * @param distribution the local folder that becomes its root; nothing is written to it
   * @throws HostException where it cannot be: without root
   */
  Host openIn(Path distribution, Map<String, Path> folders);

  /**
   * As {@link #openPair}, with another distribution's programs, see {@link #openIn}.
   *
   * @throws HostException where it cannot be
   */
  default List<PeerHost> openPairIn(Path distribution, Map<String, Path> folders) {
    throw new HostException("two hosts with a distribution of their own are not made on " + name());
  }

  /** Why there can be no {@link #openIn}; empty when there can. */
  default Optional<String> distributionsUnavailable() {
    return Optional.empty();
  }

  /**
   * A host of this kind failed: keeps what its machine has to say of that in the local folder, and
   * ensures that the next one that is opened is sound.
   */
  default void failed(Path evidence) {}

  /** Why there can be no two of them that reach each other; empty when there can. */
  Optional<String> pairUnavailable();

  /**
   * Opens two, joined by a network of their own that reaches nothing else.
   *
   * @param folders as for {@link #open}, on both
   */
  List<PeerHost> openPair(Map<String, Path> folders);
}
