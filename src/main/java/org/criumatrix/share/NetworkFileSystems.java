package org.criumatrix.share;

import java.util.List;

/** The kinds of network file systems. */
public final class NetworkFileSystems {

  private static final List<NetworkFs> ALL =
      List.of(
          new Nfs("nfs3", 3),
          new Nfs("nfs4", 4),
          new Sshfs("sshfs", false),
          new Sshfs("sshfs-reconnect", true));

  private NetworkFileSystems() {}

  public static NetworkFs find(String name) {
    return ALL.stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such network file system: " + name));
  }
}
