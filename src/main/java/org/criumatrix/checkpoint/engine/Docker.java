package org.criumatrix.checkpoint.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Command;
import org.criumatrix.host.Daemon;
import org.criumatrix.host.Host;

/** Docker, with a daemon of its own on each host. Its checkpoints are an experimental feature. */
public final class Docker extends Engine {

  private static final String DAEMON = "dockerd";
  private static final String FOLDER = "/run/criu-matrix-docker";
  private static final String SOCKET = FOLDER + "/socket";
  private static final String CONTAINERD = "/run/docker/containerd/containerd.sock";

  /**
   * Prints stdout from line $0 on and stderr from line $1 on. Each line is flushed at once, which
   * {@code tail} does not do.
   */
  private static final String FOLLOW =
      """
      first_out=$0 first_err=$1
      shift
      from() { gawk -v "first=$1" 'NR >= first { print; fflush() }'; }
      { { "$@" 2>&3 3>&- | from "$first_out" >&4; } 3>&1 | from "$first_err" >&2; } 4>&1
      """;

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  public Docker(Edition edition, Optional<Checkpointer> external) {
    super(edition, external);
  }

  @Override
  Runtime withCheckpointer(Optional<Checkpointer> other) {
    return new Docker(edition(), other);
  }

  @Override
  List<String> commandPrefix() {
    return List.of("docker", "--host", "unix://" + SOCKET);
  }

  @Override
  LoggedLines loggedLines(RuntimeContext context, String container) {
    var logs = execChecked(context.host(), List.of("logs", container));
    return new LoggedLines(
        (int) logs.stdout().lines().count(), (int) logs.stderr().lines().count());
  }

  @Override
  Command follower(RuntimeContext context, String container, LoggedLines before) {
    var from = List.of(String.valueOf(before.out() + 1), String.valueOf(before.err() + 1));
    return command(context.host(), List.of("logs", "--follow", container))
        .prefixed(List.of("sh", "-c", FOLLOW, from.get(0), from.get(1)));
  }

  @Override
  void startDaemon(Host host) {
    host.mkdir(FOLDER, Host.Mode.PRIVATE);
    Daemon.start(
        host,
        Command.of(DAEMON, "--experimental", "--host", "unix://" + SOCKET).withEnv(env(host)),
        versionCommand(host));
  }

  private Command versionCommand(Host host) {
    return command(host, List.of("version"));
  }

  @Override
  public Optional<String> lost(Host host) {
    return Daemon.lost(host, DAEMON, versionCommand(host));
  }

  @Override
  String socket() {
    return SOCKET;
  }

  @Override
  List<String> checkpoint(String container, String checkpoint, List<String> options) {
    return List.of("checkpoint", "create", container, checkpoint);
  }

  @Override
  List<String> restore(String container, String checkpoint, List<String> options) {
    return List.of("start", "--checkpoint", checkpoint, container);
  }

  /**
   * Waits until containerd has collected its copy of the images. An earlier restore fails: {@code
   * failed to upload checkpoint to containerd: … already exists}.
   */
  @Override
  void awaitRestorable(Host host) {
    var look =
        List.of("ctr", "--address", CONTAINERD, "--namespace", "moby", "content", "ls", "-q");
    host.await(
        "a containerd without images",
        LIMIT,
        POLL_INTERVAL,
        () -> host.exec(Command.of(look)).stdout(),
        String::isBlank);
  }

  @Override
  String imagesFolder(String container, String id, String checkpoint) {
    return "/var/lib/docker/containers/%s/checkpoints/%s".formatted(id, checkpoint);
  }

  /**
   * Returns all options: docker's command line has none for CRIU, so operators write them into
   * runc's file.
   */
  @Override
  List<String> runcOptions(List<String> options) {
    return options.stream().map(o -> o.replaceFirst("^--", "")).toList();
  }
}
