package org.criumatrix.checkpoint.oci;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;

/** How containers of runsc are made. */
enum RunscMode {
  /** A layer above the image that is part of a checkpoint, and no network but loopback. */
  USUAL("engine", List.of()),

  /** What the program writes goes straight to its image, as it goes to a volume. */
  WITHOUT_LAYER("engine-without-layer", List.of("--overlay2=none")),

  /** The program has the sockets of its host. */
  HOST_NETWORK("engine-host-network", List.of("--network=host")),

  /** On a network, as runsc comes: its kernel sends and receives itself. */
  PLAIN_NETWORK("engine-plain-network", List.of());

  private final String method;
  private final List<String> flags;

  RunscMode(String method, List<String> flags) {
    this.method = method;
    this.flags = flags;
  }

  /** Returns the mode that cases name by a checkpoint method. */
  static RunscMode of(String method) {
    for (var mode : values()) {
      if (mode.method.equals(method)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("runsc has no checkpoint method " + method);
  }

  /** Returns the flags that come before the command. */
  List<String> flags(RuntimeContext context) {
    if (this == HOST_NETWORK) {
      return flags;
    }
    var all = new ArrayList<>(flags);
    all.add(context.network().isEmpty() ? "--network=none" : "--network=sandbox");
    return all;
  }

  /** Returns a command that makes a container, with what its network needs before. */
  Command prepared(RuntimeContext context, Command command) {
    return context.network().isEmpty()
        ? command
        : RunscNetwork.with(command, this != PLAIN_NETWORK);
  }
}
