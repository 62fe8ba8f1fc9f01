package org.criumatrix.checkpoint.hosting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.Host;

/** The suite's files that a container finds under the same paths as the host around it. */
public final class SharedPaths {

  private SharedPaths() {}

  /**
   * Returns the folders that a container can read.
   *
   * @param folders as for {@link org.criumatrix.host.HostKind#open}
   */
  public static List<String> readable(Host around, Map<String, Path> folders) {
    var all = new ArrayList<>(List.of(around.home() + "/workloads"));
    folders.values().forEach(f -> all.add(f.toAbsolutePath().toString()));
    return all;
  }

  /** Returns the agent's program. */
  public static String agent(Host around) {
    return around.home() + "/workloads/agent";
  }
}
