package org.criumatrix.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The hierarchies of control groups that this machine has. */
public final class ControlGroups {

  private ControlGroups() {}

  /** Whether there is just one, of the second version. */
  public static boolean unified() {
    return mounts().stream().map(w -> w[2]).toList().equals(List.of("cgroup2"));
  }

  /** Where they are. */
  static List<Path> hierarchies() {
    return mounts().stream().map(w -> Path.of(w[1])).toList();
  }

  private static List<String[]> mounts() {
    try (var mounts = Files.lines(Path.of("/proc/self/mounts"))) {
      return mounts.map(l -> l.split(" ")).filter(w -> w[2].startsWith("cgroup")).toList();
    } catch (IOException e) {
      throw new HostException("/proc is not readable", e);
    }
  }
}
