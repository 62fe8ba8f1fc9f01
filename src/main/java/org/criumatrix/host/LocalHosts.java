package org.criumatrix.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hosts on this machine: as root {@link Namespaces}, without root a plain folder and a subreaper.
 */
public final class LocalHosts implements HostKind {

  private static final Duration REMOVAL = Duration.ofSeconds(30);

  private final Path agent;
  private final boolean root;
  private final Path scratch;
  private final Duration prompt;
  private final Duration end;

  /** Creates hosts like {@link #with}, for a given account of this JVM; for tests. */
  LocalHosts(Path agent, boolean root, Path scratch) {
    this(agent, root, scratch, AgentHost.PROMPT, AgentHost.END);
  }

  private LocalHosts(Path agent, boolean root, Path scratch, Duration prompt, Duration end) {
    this.agent = agent;
    this.root = root;
    this.scratch = scratch;
    this.prompt = prompt;
    this.end = end;
  }

  /**
   * @param agent the agent's program
   * @param scratch where folders are made when there is no root
   */
  public static LocalHosts with(Path agent, Path scratch) {
    return new LocalHosts(agent, isRoot(), scratch);
  }

  /** Returns hosts that are given up when their agent takes longer to answer. */
  public LocalHosts withAnswerLimit(Duration limit) {
    return new LocalHosts(agent, root, scratch, limit, end);
  }

  /** Returns hosts whose agent is killed when it takes longer to end. */
  public LocalHosts withEndLimit(Duration limit) {
    return new LocalHosts(agent, root, scratch, prompt, limit);
  }

  /** Removes what a killed run's hosts left outside their namespaces. */
  public static void clearLeftovers() {
    if (isRoot()) {
      DistroHost.clearLeftovers(Transport.local(LocalHosts::apart));
    }
  }

  /**
   * Returns a name for a control group at the root of a hierarchy. If this run is killed, the next
   * one removes the group.
   */
  public static String newGroup() {
    return DistroHost.newGroup();
  }

  /**
   * Returns the command in a session of its own: Ctrl-C on the user's terminal must reach only the
   * suite, which then ends its hosts.
   */
  private static List<String> apart(List<String> argv) {
    return Stream.concat(Stream.of("setsid"), argv.stream()).toList();
  }

  /** Returns whether this JVM runs as root. */
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
    return bounded(root ? namespaces().open(folders) : openPlain(folders));
  }

  @Override
  public Host openIn(Path distribution, Map<String, Path> folders) {
    return bounded(namespaces().openIn(distribution, folders));
  }

  @Override
  public Optional<String> pairUnavailable() {
    return root
        ? Optional.empty()
        : Optional.of("two hosts on one machine are two network namespaces, which need root");
  }

  @Override
  public List<PeerHost> openPair(Map<String, Path> folders) {
    return bounded(namespaces().openPair(folders));
  }

  @Override
  public List<PeerHost> openPairIn(Path distribution, Map<String, Path> folders) {
    return bounded(namespaces().openPairIn(distribution, folders));
  }

  private Host bounded(Host host) {
    var agentHost = (AgentHost) host;
    agentHost.setAnswerLimit(prompt);
    agentHost.setEndLimit(end);
    return host;
  }

  private List<PeerHost> bounded(List<PeerHost> peers) {
    peers.forEach(n -> bounded(n.host()));
    return peers;
  }

  private Namespaces namespaces() {
    return new Namespaces(
        name(), agent.toAbsolutePath().toString(), Map.of(), 1, Transport.local(LocalHosts::apart));
  }

  /** Removes a folder by rm, which follows no link out of it. */
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
