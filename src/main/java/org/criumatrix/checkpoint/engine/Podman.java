package org.criumatrix.checkpoint.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.Shells;
import org.criumatrix.checkpoint.oci.Oci;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Command;
import org.criumatrix.host.Daemon;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/** Podman, called by root. It has no daemon. */
public class Podman extends Engine {

  private static final String SOCKET = "/run/criu-matrix-podman";
  private static final String STORAGE = "/var/lib/containers/storage";
  private static final String NO_CGROUPS_V1 = "Cgroups v1 not supported";

  /**
   * The configuration without systemd, which would make control groups and keep the log. Podman's
   * default limits are higher than root may set without CAP_SYS_RESOURCE.
   */
  private static final String CONFIGURATION =
      """
      [containers]
      default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]

      [engine]
      cgroup_manager = "cgroupfs"
      events_logger = "file"
      runtime = "%s"
      """;

  private final Oci oci;

  /**
   * Prints file $2 from line $0 on as long as process $1 may write to it. A line is {@code TIME
   * stdout F TEXT}, or has P in place of F if it continues in the next one.
   */
  private static final String FOLLOW =
      """
      tail --sleep-interval 0.05 --lines "$0" --follow --pid "$1" "$2" | gawk '{
        stream = "/dev/" $2
        printf "%s%s", substr($0, length($1 $2 $3) + 4), $3 == "F" ? "\\n" : "" >stream
        fflush(stream)
      }'
      """;

  /**
   * Makes a podman.
   *
   * @param oci the runtime that makes its containers
   */
  public Podman(Edition edition, Oci oci, Optional<Checkpointer> external) {
    super(edition, external);
    this.oci = oci;
  }

  final Oci oci() {
    return oci;
  }

  @Override
  public final Optional<String> unavailable(Host host) {
    return oci.unavailable(host).or(() -> refusal(host.exec(command(host, List.of("version")))));
  }

  /**
   * Returns why podman refuses to run at all, or empty if it does not. Podman 6 and newer end every
   * command on a host that has several hierarchies of control groups, or one of version 1.
   */
  static Optional<String> refusal(Exit version) {
    return version.stderr().contains(NO_CGROUPS_V1)
        ? Optional.of("podman needs pure cgroup v2 and reports here: " + NO_CGROUPS_V1)
        : Optional.empty();
  }

  @Override
  public final Runtime by(String method) {
    return switch (method) {
      case "engine-export" -> new PodmanExport(edition(), oci);
      case "engine-rootless" -> new PodmanRootless(edition(), oci);
      default -> super.by(method);
    };
  }

  @Override
  Runtime withCheckpointer(Optional<Checkpointer> other) {
    return new Podman(edition(), oci, other);
  }

  @Override
  List<String> commandPrefix() {
    return List.of("podman");
  }

  /** Disables the name server: no workload needs it, and it would be one more process. */
  @Override
  List<String> networkOptions() {
    return List.of("--disable-dns");
  }

  /**
   * Writes the log to a file, which is followed directly: {@code podman logs --follow} may end
   * before it has printed everything.
   */
  @Override
  List<String> logOptions(RuntimeContext context, String container) {
    return List.of("--log-driver", "k8s-file");
  }

  private String log(RuntimeContext context, String container) {
    return inspect(context.host(), container, ".HostConfig.LogConfig.Path");
  }

  /** Counts the lines of the one file that has both streams. */
  @Override
  LoggedLines loggedLines(RuntimeContext context, String container) {
    var text = context.host().read(log(context, container));
    return new LoggedLines((int) new String(text, StandardCharsets.UTF_8).lines().count(), 0);
  }

  @Override
  Command follower(RuntimeContext context, String container, LoggedLines before) {
    var writer = inspect(context.host(), container, ".State.ConmonPid");
    var first = "+" + (before.out() + 1);
    return Shells.script(FOLLOW, first, writer, log(context, container));
  }

  /**
   * Returns the storage's folder. Each podman command binds it to itself as a private mount, and a
   * command that finds no mounted container removes that mount when it ends (skip_mount_home in
   * containers-storage.conf(5)).
   */
  @Override
  public final Set<String> passingMounts() {
    return Set.of(STORAGE + "/overlay");
  }

  @Override
  void startDaemon(Host host) {
    host.write(
        "/etc/containers/containers.conf",
        CONFIGURATION.formatted(oci.program()).getBytes(StandardCharsets.UTF_8),
        Mode.DATA);
  }

  @Override
  void startService(Host host) {
    var uri = "unix://" + SOCKET;
    Daemon.start(
        host,
        command(host, List.of("system", "service", "--time", "0", uri)),
        command(host, List.of("--url", uri, "version")));
  }

  @Override
  String socket() {
    return SOCKET;
  }

  @Override
  List<String> checkpoint(String container, String checkpoint, List<String> options) {
    return call("checkpoint", options, container);
  }

  @Override
  List<String> restore(String container, String checkpoint, List<String> options) {
    return call("restore", options, container);
  }

  /**
   * Returns the arguments of a call that keeps the images, for a second restore and for inspection.
   */
  private static List<String> call(String what, List<String> options, String container) {
    var args = new ArrayList<>(List.of("container", what, "--keep"));
    args.addAll(options);
    args.add(container);
    return args;
  }

  @Override
  String imagesFolder(String container, String id, String checkpoint) {
    return STORAGE + "/overlay-containers/%s/userdata/checkpoint".formatted(id);
  }

  /** Returns none: podman's command line has an option for everything that cases request. */
  @Override
  List<String> runcOptions(List<String> options) {
    return List.of();
  }
}
