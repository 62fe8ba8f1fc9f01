package org.criumatrix.batch.htcondor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.criumatrix.host.Command;
import org.criumatrix.host.Daemon;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.host.HostException;

/**
 * Docker on the nodes of a pool, for jobs in HTCondor's docker universe. Each node whose
 * distribution has docker runs its own daemon. Its checkpoints are an experimental feature.
 */
final class JobsDocker {

  /** The image of all jobs. */
  static final String IMAGE = "criu-matrix-job";

  /** The line of a job that gets HTCondor's default capabilities. */
  static final String DEFAULT_CAPABILITIES = "MY.DropAllCapabilities = True";

  private static final String DAEMON = "dockerd";

  /** The first folder on the daemon's PATH: the daemon uses the CRIU in it. */
  private static final String CRIU = "/run/criu-of-docker";

  /**
   * The label that HTCondor gives its containers (DockerAPI::createContainer in docker-api.cpp).
   */
  private static final String LABEL = "label=org.htcondorproject=True";

  /**
   * An image that is not in a registry need not be pulled. The other lines give containers the
   * capabilities that CRIU needs: HTCondor's default drops all but CAP_SYS_PTRACE, and prevents
   * files from granting any. A job may ask for that default.
   */
  private static final String GRANTS =
      """
      DOCKER_PERFORM_TEST = False
      DOCKER_TRUST_LOCAL_IMAGES = True
      DOCKER_DROP_ALL_CAPABILITIES = TARGET.DropAllCapabilities =?= True
      DOCKER_EXTRA_ARGUMENTS = --security-opt seccomp=unconfined --cap-add CHECKPOINT_RESTORE --cap-add SYS_PTRACE
      """;

  /**
   * Imports the image. What docker makes for the first container on the node's network stays, and
   * belongs to no job.
   */
  private static final String IMPORT =
      """
      set -e
      tar -C "$0" -c . | docker import - "$1"
      docker run --rm --network host --volume /usr:/usr:ro "$1" true
      """;

  private JobsDocker() {}

  static void startWhereInstalled(Host node) {
    if (!node.exec(Command.of("sh", "-c", "command -v \"$0\"", DAEMON)).succeeded()) {
      return;
    }
    node.mkdir(CRIU, Mode.PUBLIC);
    var path = CRIU + ":/usr/sbin:/usr/bin:/sbin:/bin";
    var env = Map.of("PATH", path, "HOME", "/root");
    Daemon.start(
        node, Command.of(DAEMON, "--experimental").withEnv(env), Command.of("docker", "version"));
    node.execChecked(Command.of("sh", "-c", IMPORT, JobsImage.FOLDER, IMAGE));
  }

  /**
   * Returns the pool's configuration for containers.
   *
   * @param seen the folders that jobs see in containers, under the same paths
   */
  static String configuration(List<String> seen) {
    var names = IntStream.range(0, seen.size()).mapToObj(i -> "SEEN" + i).toList();
    var all = String.join(", ", names);
    var folders =
        IntStream.range(0, seen.size())
            .mapToObj(
                i -> "DOCKER_VOLUME_DIR_%s = %s:%2$s:ro%n".formatted(names.get(i), seen.get(i)))
            .collect(Collectors.joining());
    return GRANTS + folders + "DOCKER_VOLUMES = %s%nDOCKER_MOUNT_VOLUMES = %1$s%n".formatted(all);
  }

  /**
   * Returns the command that checkpoints the only job of a node, as its operator would do it.
   *
   * @param criu the command that the daemon calls in place of CRIU
   * @param images an empty folder for the images
   */
  static Command checkpoint(Host node, Command criu, String images) {
    var script = "#!/bin/sh\nexec %s \"$@\"\n".formatted(criu);
    node.write(CRIU + "/criu", script.getBytes(StandardCharsets.UTF_8), Mode.PUBLIC);
    var look = Command.of("docker", "ps", "--quiet", "--no-trunc", "--filter", LABEL);
    var container = node.execChecked(look).stdout().strip();
    if (container.isEmpty() || container.contains("\n")) {
      throw new HostException("expected one HTCondor container, found: " + container);
    }
    return Command.of(
        "docker", "checkpoint", "create", "--checkpoint-dir", images, container, "of-the-job");
  }
}
