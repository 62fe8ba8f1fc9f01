package org.criumatrix.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A host inside another: a container, with an agent of its own in it. */
public final class NestedHost {

  /** The limit for the first answer of an agent that has just been started. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Stands for no process: none on this machine leads to the agent. */
  private static final long NOWHERE = 0;

  private NestedHost() {}

  /**
   * Opens a nested host. Closing it also closes the host around it.
   *
   * @param name the name in cell ids
   * @param around a host on this machine
   * @param home the suite's folder inside
   * @param argv the command on the outer host that starts the agent inside, with the caller's
   *     streams
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

  /**
   * Opens a nested host whose agent already listens.
   *
   * @param socket the socket's path on this machine
   * @param afterwards an action to run when the connection has ended
   */
  public static Host at(Path socket, String name, String home, Runnable afterwards) {
    var wire =
        SocketConnection.to(socket, LIMIT)
            .orElseThrow(() -> new HostException("no agent listens on " + name));
    var link = new AgentLink(name, wire.in(), wire, wire::cut);
    var host = new AgentHost(link, home, NOWHERE, limit -> afterwards.run());
    try {
      host.processes();
    } catch (HostException e) {
      link.close();
      throw e;
    }
    return host;
  }

  /**
   * Returns the path on this machine of a file on a host.
   *
   * @param host a host on this machine
   */
  public static Path outside(Host host, String file) {
    return Path.of("/proc", agentOf(host), "root" + file);
  }

  /**
   * Returns the first process of the inner namespaces, a child of the process that created them.
   */
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
