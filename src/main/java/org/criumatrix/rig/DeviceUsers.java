package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;

/** Who has a device's file open. */
final class DeviceUsers {

  private DeviceUsers() {}

  /**
   * PIDs of those of the processes that do.
   *
   * @param files a shell's pattern
   */
  static Set<Integer> of(Host host, List<HostProcess> processes, String files) {
    if (processes.isEmpty()) {
      return Set.of();
    }
    var words = new ArrayList<>(List.of("find"));
    processes.forEach(p -> words.add("/proc/" + p.pid() + "/fd"));
    words.addAll(List.of("-lname", files));
    // Its exit code also reports processes that ended meanwhile, which does not matter.
    return host.exec(Command.of(words))
        .stdout()
        .lines()
        .map(link -> Integer.valueOf(link.split("/")[2]))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
