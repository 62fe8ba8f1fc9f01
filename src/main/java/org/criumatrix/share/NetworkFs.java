package org.criumatrix.share;

import java.util.Optional;
import org.criumatrix.host.Host;

/**
 * A kind of network file system.
 *
 * <p>A new one is a small class and its line in {@link NetworkFileSystems}.
 */
public interface NetworkFs {

  /** As in cases: {@code nfs4}. */
  String name();

  /** What is missing to serve or mount one on this host; empty when nothing is. */
  Optional<String> unavailable(Host host);

  /**
   * Serves a folder to everyone who reaches the address, until it is stopped.
   *
   * @param address the host's own, in the network of the hosts that mount it
   * @param folder is there, and so is {@code scratch}, which is the server's own
   */
  Server serve(Host host, String address, String folder, String scratch);

  /** Mounts what is served at a folder that is there. */
  void mount(Host host, Server server, String at);

  /** Waits until a host that has unmounted it has nothing to do with the server any more. */
  default void forget(Host host, Server server) {}
}
