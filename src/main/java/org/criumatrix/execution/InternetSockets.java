package org.criumatrix.execution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostProcess;

/**
 * Checks whether a tree of processes holds a socket of the Internet families. The descriptors name
 * the inodes of the sockets, and {@code /proc/PID/net} lists the inodes of each protocol
 * (proc_pid_net(5)).
 */
final class InternetSockets {

  private static final List<String> PROTOCOLS =
      List.of("tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6");

  /** The column of a socket's inode in those lists. */
  private static final int INODE = 9;

  private InternetSockets() {}

  static boolean areHeld(Host host, List<HostProcess> tree) {
    if (tree.isEmpty()) {
      return false;
    }
    var held = held(host, tree);
    return !held.isEmpty()
        && PROTOCOLS.stream()
            .flatMap(p -> inodes(list(host, tree.get(0).pid(), p)).stream())
            .anyMatch(held::contains);
  }

  /** Returns the inodes of the tree's sockets, of any family. */
  private static Set<String> held(Host host, List<HostProcess> tree) {
    var argv = new ArrayList<>(List.of("find"));
    tree.forEach(p -> argv.add("/proc/" + p.pid() + "/fd"));
    argv.addAll(List.of("-lname", "socket:*", "-printf", "%l\\n"));
    // The exit code is ignored: find also fails for processes that have ended meanwhile.
    var links = host.exec(Command.of(argv)).stdout();
    var inodes = new HashSet<String>();
    links.lines().forEach(l -> inodes.add(l.replaceAll("\\D", "")));
    return inodes;
  }

  private static String list(Host host, int pid, String protocol) {
    try {
      return new String(host.read("/proc/" + pid + "/net/" + protocol), StandardCharsets.US_ASCII);
    } catch (HostException e) {
      // A kernel without the protocol has no such list.
      return "";
    }
  }

  static Set<String> inodes(String list) {
    var inodes = new HashSet<String>();
    list.lines()
        .skip(1)
        .map(l -> l.strip().split("\\s+"))
        .filter(w -> w.length > INODE)
        .forEach(w -> inodes.add(w[INODE]));
    return inodes;
  }
}
