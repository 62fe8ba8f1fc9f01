package org.criumatrix.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.distro.Distributions;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/** Podman, as root, with runc. It has no daemon. */
final class Podman extends Engine {

  static final String NAME = "podman";
  private static final String SUITE = "trixie";

  /** There is no systemd to ask for groups or to log to. */
  private static final String CONFIGURATION =
      """
      [engine]
      cgroup_manager = "cgroupfs"
      events_logger = "file"
      runtime = "runc"
      """;

  Podman(Distributions distributions, Optional<Checkpointer> way) {
    super(NAME, SUITE, distributions, way);
  }

  @Override
  Runtime with(Distributions some, Optional<Checkpointer> other) {
    return new Podman(some, other);
  }

  @Override
  List<String> words() {
    return List.of("podman");
  }

  /** Its own defaults are beyond what root may set where it lacks CAP_SYS_RESOURCE. */
  @Override
  List<String> newContainer() {
    return List.of("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=4096:4096");
  }

  @Override
  void startDaemon(Host host, Map<String, String> env) {
    host.write(
        "/etc/containers/containers.conf",
        CONFIGURATION.getBytes(StandardCharsets.UTF_8),
        Mode.DATA);
  }

  @Override
  List<String> checkpoint(String container, String checkpoint, List<String> options) {
    return call("checkpoint", options, container);
  }

  @Override
  List<String> restore(String container, String checkpoint, List<String> options) {
    return call("restore", options, container);
  }

  /** Images are kept, or a second restore and whoever wants to see them would find none. */
  private static List<String> call(String what, List<String> options, String container) {
    var words = new ArrayList<>(List.of("container", what, "--keep"));
    words.addAll(options);
    words.add(container);
    return words;
  }

  @Override
  String images(String id, String checkpoint) {
    return "/var/lib/containers/storage/overlay-containers/%s/userdata/checkpoint".formatted(id);
  }

  /** It has options of its own for all that cases ask for. */
  @Override
  List<String> throughRunc(List<String> options) {
    return List.of();
  }
}
