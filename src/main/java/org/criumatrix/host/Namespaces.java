package org.criumatrix.host;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Hosts on one machine, each a PID, mount, IPC and network namespace of its own with an empty tmpfs
 * on {@code /run}: CRIU caches its kernel probes there, and keeps the cache on tmpfs only; PIDs of
 * cells side by side do not collide; and the kernel itself clears away what a cell leaves.
 *
 * @param name the hosts' name, for messages
 * @param agent the agent's program on the machine
 * @param environment additional environment of workloads
 * @param timeoutFactor the factor by which commands may take longer than usual
 * @param way runs commands on the machine as root
 */
public record Namespaces(
    String name, String agent, Map<String, String> environment, int timeoutFactor, Transport way) {

  static final String HOME = "/run/criu-matrix";

  private static final List<String> OWN =
      List.of("unshare", "--mount", "--pid", "--ipc", "--net", "--fork", "--kill-child");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * @param folders name → folder on that machine, under the same path as here
   */
  public Host open(Map<String, Path> folders) {
    var host = furnished(way.agent(name, HOME, opening()));
    try {
      host.execChecked(Command.of("mount", "-t", "tmpfs", "-o", "mode=755", "criu-matrix", "/run"));
      host.execChecked(Command.of("ip", "link", "set", "lo", "up"));
      if (folders.values().stream().noneMatch(f -> f.toAbsolutePath().startsWith("/tmp"))) {
        // Java's hsperfdata and the like: workloads must leave nothing in the machine's own
        // /tmp.
        host.execChecked(
            Command.of("mount", "-t", "tmpfs", "-o", "mode=1777", "criu-matrix", "/tmp"));
      }
      // Shared memory that no process frees must not stay in the machine's namespace either.
      host.execChecked(
          Command.of("mount", "-t", "tmpfs", "-o", "mode=1777", "criu-matrix", "/dev/shm"));
      // A terminal's number must be free when it is restored, even if others open terminals.
      host.execChecked(
          Command.of(
              "mount",
              "-t",
              "devpts",
              "-o",
              "newinstance,ptmxmode=0666,mode=620,gid=5",
              "criu-matrix",
              "/dev/pts"));
      host.mkdir(HOME, Host.Mode.PUBLIC);
      folders.forEach(
          (what, folder) -> {
            var to = HOME + "/" + what;
            host.mkdir(to, Host.Mode.PUBLIC);
            host.execChecked(Command.of("mount", "--bind", folder.toAbsolutePath().toString(), to));
            host.execChecked(Command.of("mount", "-o", "remount,bind,ro", to));
          });
      return host;
    } catch (HostException e) {
      host.close();
      throw e;
    }
  }

  /**
   * Opens a host that has a distribution as its root.
   *
   * @param distribution the folder on that machine; nothing is written to it
   */
  public Host openIn(Path distribution, Map<String, Path> folders) {
    return furnished(DistroHost.open(this, distribution, folders));
  }

  private AgentHost furnished(AgentHost host) {
    host.setWorkloadEnvironment(environment);
    host.setTimeoutFactor(timeoutFactor);
    return host;
  }

  private List<String> opening() {
    return Stream.concat(OWN.stream(), Stream.of("--mount-proc", agent)).toList();
  }

  /** Opens two hosts, joined by a network of their own that reaches nothing else. */
  public List<PeerHost> openPair(Map<String, Path> folders) {
    return pair(() -> open(folders), () -> open(folders), this::join);
  }

  /** Opens two joined hosts with a distribution as the root of each, see {@link #openIn}. */
  public List<PeerHost> openPairIn(Path distribution, Map<String, Path> folders) {
    return pair(
        () -> openIn(distribution, folders), () -> openIn(distribution, folders), this::join);
  }

  private List<PeerHost> join(Host one, Host other) {
    return LocalNetwork.join(way, one, pidOf(one), other, pidOf(other));
  }

  /**
   * Opens two joined hosts, the second one on another machine of the same network.
   *
   * @param vlan a VLAN of that network that no other pair uses at the time
   */
  public List<PeerHost> openPair(Namespaces elsewhere, int vlan, Map<String, Path> folders) {
    return pair(
        () -> open(folders),
        () -> elsewhere.open(folders),
        (one, other) ->
            List.of(
                Vlan.enter(way, vlan, one, pidOf(one), 1),
                Vlan.enter(elsewhere.way, vlan, other, elsewhere.pidOf(other), 2)));
  }

  private static List<PeerHost> pair(
      Supplier<Host> one, Supplier<Host> other, BiFunction<Host, Host, List<PeerHost>> joining) {
    var first = one.get();
    try {
      var second = other.get();
      try {
        countFromTheMiddle(second);
        return joining.apply(first, second);
      } catch (HostException e) {
        second.close();
        throw e;
      }
    } catch (HostException e) {
      first.close();
      throw e;
    }
  }

  /** Returns the outer PID of a process in the host's network namespace. */
  private long pidOf(Host host) {
    var network = host.execChecked(Command.of("readlink", "/proc/self/ns/net")).stdout().strip();
    // The exit code is ignored, since processes may end while they are listed.
    return way.run(LIMIT, List.of("sh", "-c", "ls -l /proc/[0-9]*/ns/net 2>/dev/null; true"))
        .stdout()
        .lines()
        .filter(l -> l.endsWith(" -> " + network))
        .map(l -> l.replaceFirst(".* /proc/(\\d+)/ns/net ->.*", "$1"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow(() -> new HostException("no process on " + name + " is in " + network));
  }

  /**
   * Starts the namespace's PIDs in the middle of their range. PIDs of two fresh namespaces would be
   * the same, and a process that moves between them would find its PID taken. That is rare between
   * machines that have been up for a while.
   */
  private static void countFromTheMiddle(Host host) {
    var pidMax =
        Integer.parseInt(
            new String(host.read("/proc/sys/kernel/pid_max"), StandardCharsets.UTF_8).strip());
    host.execChecked(
        Command.of(
            "sh",
            "-c",
            "echo \"$0\" > /proc/sys/kernel/ns_last_pid",
            String.valueOf(Math.min(pidMax / 2, 1_000_000))));
  }
}
