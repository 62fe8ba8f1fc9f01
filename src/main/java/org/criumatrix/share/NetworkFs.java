package org.criumatrix.share;

import java.util.Optional;
import org.criumatrix.host.Host;

/**
 * A kind of network file system.
 *
 * <p>A new one is a small class and its line in {@link NetworkFileSystems}.
 */
public interface NetworkFs {

  /** Returns the name in cases: {@code nfs4}. */
  String name();

  /** Returns what is missing to serve or mount it on this host; empty when nothing is. */
  Optional<String> unavailable(Host host);

  /**
   * Serves a folder to everyone who reaches the address, until the server is stopped.
   *
   * @param address the host's own, in the network of the hosts that mount it
   * @param folder the folder to serve, which must exist
   * @param scratch a folder for the server's own files, which must exist
   */
  Server serve(Host host, String address, String folder, String scratch);

  /** Mounts the served folder at an existing folder. */
  void mount(Host host, Server server, String at);

  /** Waits until a host that has unmounted it no longer talks to the server. */
  default void forget(Host host, Server server) {}
}
