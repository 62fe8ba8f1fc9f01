package org.criumatrix.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hosts on this machine. As root each is a PID, mount, IPC and network namespace of its own with an
 * empty tmpfs on {@code /run}: CRIU caches its kernel probes there, and keeps the cache on tmpfs
 * only; PIDs of cells side by side do not collide; and the kernel itself clears away what a cell
 * leaves. Without root it is a plain folder and a subreaper.
 */
public final class LocalHosts implements HostKind {

  private static final String HOME = "/run/criu-matrix";
  private static final Duration REMOVAL = Duration.ofSeconds(30);

  private final Path agent;
  private final boolean root;
  private final Path scratch;

  /** As {@link #with}, whoever this JVM is; for tests. */
  LocalHosts(Path agent, boolean root, Path scratch) {
    this.agent = agent;
    this.root = root;
    this.scratch = scratch;
  }

  /**
   * @param agent the agent's program
   * @param scratch where folders are made when there is no root
   */
  public static LocalHosts with(Path agent, Path scratch) {
    return new LocalHosts(agent, isRoot(), scratch);
  }

  /** Removes what a killed run's hosts left outside their namespaces. */
  public static void clearLeftovers() {
    if (isRoot()) {
      Room.clearLeftovers();
    }
  }

  /** Whether this JVM is root on this machine. */
  public static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      throw new HostException("/proc is not readable", e);
    }
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public Optional<String> unavailable() {
    return Files.isExecutable(agent)
        ? Optional.empty()
        : Optional.of("the agent was not built: " + agent);
  }

  @Override
  public Host open(Map<String, Path> folders) {
    return root ? openNamespaces(folders) : openPlain(folders);
  }

  @Override
  public Host openIn(Path distribution, Map<String, Path> folders) {
    return Room.open(name(), HOME, agent, distribution, folders);
  }

  @Override
  public Optional<String> pairUnavailable() {
    return root
        ? Optional.empty()
        : Optional.of("two hosts on one machine are two network namespaces, which need root");
  }

  @Override
  public List<Neighbour> openPair(Map<String, Path> folders) {
    var first = openNamespaces(folders);
    try {
      var second = openNamespaces(folders);
      try {
        countFromTheMiddle(second);
        return LocalNetwork.join(first, first.localPid(), second, second.localPid());
      } catch (HostException e) {
        second.close();
        throw e;
      }
    } catch (HostException e) {
      first.close();
      throw e;
    }
  }

  /**
   * PIDs of two fresh namespaces would be the same, and a process that moves from one to the other
   * would find its PID taken: a collision that machines which have been up for a while rarely have.
   */
  private static void countFromTheMiddle(Host host) {
    var most =
        Integer.parseInt(
            new String(host.read("/proc/sys/kernel/pid_max"), StandardCharsets.UTF_8).strip());
    host.must(
        Command.of(
            "sh",
            "-c",
            "echo \"$0\" > /proc/sys/kernel/ns_last_pid",
            String.valueOf(Math.min(most / 2, 1_000_000))));
  }

  private AgentHost openNamespaces(Map<String, Path> folders) {
    // A session of its own: Ctrl-C on the user's terminal is for the suite, which then ends its
    // hosts.
    var argv = new ArrayList<>(List.of("setsid", "unshare", "--mount", "--pid", "--ipc", "--net"));
    argv.addAll(List.of("--fork", "--kill-child"));
    argv.addAll(List.of("--mount-proc", agent.toString()));
    var host = AgentProcess.start(name(), HOME, argv);
    try {
      host.must(Command.of("mount", "-t", "tmpfs", "-o", "mode=755", "criu-matrix", "/run"));
      host.must(Command.of("ip", "link", "set", "lo", "up"));
      if (folders.values().stream().noneMatch(f -> f.toAbsolutePath().startsWith("/tmp"))) {
        // Java's hsperfdata and its like: nothing of a workload's is to stay in the machine's own
        // /tmp.
        host.must(Command.of("mount", "-t", "tmpfs", "-o", "mode=1777", "criu-matrix", "/tmp"));
      }
      host.mkdir(HOME, Host.Mode.PUBLIC);
      folders.forEach(
          (name, folder) -> {
            var to = HOME + "/" + name;
            host.mkdir(to, Host.Mode.PUBLIC);
            host.must(Command.of("mount", "--bind", folder.toAbsolutePath().toString(), to));
            host.must(Command.of("mount", "-o", "remount,bind,ro", to));
          });
      return host;
    } catch (HostException e) {
      host.close();
      throw e;
    }
  }

  /** With rm, which follows no link out of it. */
  private static void remove(Path home) {
    LocalCommand.run(REMOVAL, Map.of(), List.of("rm", "-rf", "--", home.toString()));
  }

  private Host openPlain(Map<String, Path> folders) {
    try {
      Files.createDirectories(scratch);
      var home = Files.createTempDirectory(scratch, "host-").toAbsolutePath();
      for (var folder : folders.entrySet()) {
        Files.createSymbolicLink(home.resolve(folder.getKey()), folder.getValue().toAbsolutePath());
      }
      var argv = List.of(agent.toString());
      return AgentProcess.start(name(), home.toString(), argv, () -> {}, () -> remove(home));
    } catch (IOException e) {
      throw new HostException(
          "a folder for a host cannot be made in " + scratch + ": " + e.getMessage(), e);
    }
  }
}
