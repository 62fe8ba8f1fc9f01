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
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/** Podman, as root. It has no daemon. */
public class Podman extends Engine {

  private static final String SOCKET = "/run/criu-matrix-podman";
  private static final String STORAGE = "/var/lib/containers/storage";

  /**
   * There is no systemd to ask for groups or to log to; and its own limits are beyond what root may
   * set where it lacks CAP_SYS_RESOURCE.
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
   * From line $0 on, as long as process $1 may write to file $2: {@code TIME stdout F TEXT}; P in
   * place of F where the line continues in the next.
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
   * @param oci what it makes containers with
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
    return oci.unavailable(host);
  }

  @Override
  public final Runtime by(String other) {
    return switch (other) {
      case "engine-export" -> new PodmanExport(edition(), oci);
      case "engine-rootless" -> new PodmanRootless(edition(), oci);
      default -> super.by(other);
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

  /** Nobody asks for names, and who would answer is one more process. */
  @Override
  List<String> networkOptions() {
    return List.of("--disable-dns");
  }

  /**
   * {@code podman logs --follow} may end before it printed everything: the file itself is followed.
   */
  @Override
  List<String> logOptions(RuntimeContext context, String container) {
    return List.of("--log-driver", "k8s-file");
  }

  private String log(RuntimeContext context, String container) {
    return inspect(context.host(), container, ".HostConfig.LogConfig.Path");
  }

  /** Both streams are in one file. */
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
   * Each of its commands binds its storage upon itself, as a private mount, and whichever finds no
   * container mounted takes that away when it ends (skip_mount_home in containers-storage.conf(5)).
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

  /** Keeps the images for a second restore and for inspection. */
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

  /** It has options of its own for all that cases ask for. */
  @Override
  List<String> runcOptions(List<String> options) {
    return List.of();
  }
}
