package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;

/** Finds the processes that have a device's file open. */
final class DeviceUsers {

  private DeviceUsers() {}

  /**
   * Returns the PIDs of the processes that have such a file open.
   *
   * @param files a shell pattern
   */
  static Set<Integer> of(Host host, List<HostProcess> processes, String files) {
    if (processes.isEmpty()) {
      return Set.of();
    }
    var words = new ArrayList<>(List.of("find"));
    processes.forEach(p -> words.add("/proc/" + p.pid() + "/fd"));
    words.addAll(List.of("-lname", files));
    // The exit code is ignored: find also fails for processes that have ended meanwhile.
    return host.exec(Command.of(words))
        .stdout()
        .lines()
        .map(link -> Integer.valueOf(link.split("/")[2]))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
