package org.criumatrix.matrix;

import java.util.List;

/** What the names of hosts in cell ids say. */
public final class HostName {

  /** The parts before the colon of virtual machines, which are machines or kernels by name. */
  public static final List<String> VIRTUAL = List.of("vm", "kernel");

  private HostName() {}

  /** Returns whether a host is on a virtual machine. */
  public static boolean isVirtual(String host) {
    return VIRTUAL.stream().anyMatch(kind -> host.startsWith(kind + ":"));
  }
}
