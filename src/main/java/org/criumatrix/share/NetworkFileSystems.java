package org.criumatrix.share;

import java.util.List;

/** The kinds of network file systems. */
public final class NetworkFileSystems {

  private static final List<NetworkFs> ALL =
      List.of(
          new Nfs("nfs3", 3),
          new Nfs("nfs4", 4),
          new Sshfs("sshfs", false, ""),
          // Reconnects after a restart of the server.
          new Sshfs("sshfs-reconnect", false, ",reconnect"),
          // As an account has it on a cluster: its files are its own, and what another host has
          // written is seen at once, not after 20 s.
          new Sshfs("sshfs-of-an-account", true, ",dir_cache=no,attr_timeout=0,entry_timeout=0"));

  private NetworkFileSystems() {}

  public static NetworkFs find(String name) {
    return ALL.stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such network file system: " + name));
  }
}
