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
 * @param name of the hosts, for messages
 * @param agent the agent's program on that machine
 * @param environment what workloads on them get in addition to their own
 * @param timeoutFactor how many times as long as usual commands on them may take
 * @param way leads to that machine, as root
 */
public record Namespaces(
    String name, String agent, Map<String, String> environment, int timeoutFactor, Transport way) {

  static final String HOME = "/run/criu-matrix";

  private static final List<String> OWN =
      List.of("unshare", "--mount", "--pid", "--ipc", "--net", "--fork", "--kill-child");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** From this machine to one that has namespaces to offer. */
  @FunctionalInterface
  public interface Transport {

    /** The command here that runs this one there, with the same streams and in its own session. */
    List<String> to(List<String> argv);

    /**
     * Runs it there and waits for its end.
     *
     * @throws HostException when it does not end in time
     */
    default LocalCommand.Result run(Duration limit, List<String> argv) {
      try {
        return LocalCommand.run(limit, Map.of(), to(argv));
      } catch (LocalCommand.TimedOut e) {
        throw new HostException(e.getMessage(), e);
      }
    }
  }

  /**
   * @param folders name → folder that is there on that machine, under the same path as here
   */
  public Host open(Map<String, Path> folders) {
    var host = furnished(AgentProcess.start(name, HOME, way.to(opening())));
    try {
      host.execChecked(Command.of("mount", "-t", "tmpfs", "-o", "mode=755", "criu-matrix", "/run"));
      host.execChecked(Command.of("ip", "link", "set", "lo", "up"));
      if (folders.values().stream().noneMatch(f -> f.toAbsolutePath().startsWith("/tmp"))) {
        // Java's hsperfdata and its like: nothing of a workload's is to stay in the machine's own
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
   * Opens one that has a distribution as its root.
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

  /** Opens two, joined by a network of their own that reaches nothing else. */
  public List<PeerHost> openPair(Map<String, Path> folders) {
    return pair(() -> open(folders), () -> open(folders), this::join);
  }

  /** The same with a distribution as the root of each, see {@link #openIn}. */
  public List<PeerHost> openPairIn(Path distribution, Map<String, Path> folders) {
    return pair(
        () -> openIn(distribution, folders), () -> openIn(distribution, folders), this::join);
  }

  private List<PeerHost> join(Host one, Host other) {
    return LocalNetwork.join(way, one, pidOf(one), other, pidOf(other));
  }

  /**
   * The same, the second one on another machine that is on the same network.
   *
   * @param vlan of that network, which no other pair has at the time
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

  /** A process in the host's network, by the number that it has outside. */
  private long pidOf(Host host) {
    var network = host.execChecked(Command.of("readlink", "/proc/self/ns/net")).stdout().strip();
    // Processes end while they are listed, so it does not matter how this one ends.
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
   * PIDs of two fresh namespaces would be the same, and a process that moves from one to the other
   * would find its PID taken: a collision that machines which have been up for a while rarely have.
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
