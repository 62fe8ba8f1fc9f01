package org.criumatrix.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A host inside another: a container, with an agent of its own in it. */
public final class NestedHost {

  private NestedHost() {}

  /**
   * Opens it; the host around it closes with it.
   *
   * @param name as in cell ids
   * @param around a host on this machine
   * @param home the suite's folder inside
   * @param argv starts the agent inside, with the caller's streams; on the host around
   */
  public static Host open(
      String name, Host around, String home, Map<String, String> env, List<String> argv) {
    var words = new ArrayList<>(List.of("nsenter", "--target", agentOf(around)));
    words.addAll(List.of("--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--"));
    words.addAll(List.of("env", "-i"));
    env.forEach((key, value) -> words.add(key + "=" + value));
    words.addAll(argv);
    return AgentProcess.start(name, home, words, () -> {}, around::close);
  }

  /** The first process of its namespaces, a child of the one that made them. */
  private static String agentOf(Host around) {
    if (!(around instanceof AgentHost host)) {
      throw new IllegalArgumentException("not a host on this machine: " + around);
    }
    var pid = String.valueOf(host.localPid());
    var file = Path.of("/proc", pid, "task", pid, "children");
    try {
      return Files.readString(file).strip().split(" ")[0];
    } catch (IOException e) {
      throw new HostException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
