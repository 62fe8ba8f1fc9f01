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
 * Docker on a pool's nodes, for jobs in HTCondor's docker universe: a daemon of each node's own,
 * where the distribution has one. Checkpoints are an experimental feature of it.
 */
final class JobsDocker {

  /** The image of all jobs here. */
  static final String IMAGE = "criu-matrix-job";

  /** A line of a job that has the capabilities of HTCondor's default. */
  static final String BY_DEFAULT = "MY.DropAllCapabilities = True";

  private static final String DAEMON = "dockerd";

  /** First on the daemon's PATH: its CRIU is the one that is found there. */
  private static final String CRIU = "/run/criu-of-docker";

  /** What HTCondor labels its containers with (DockerAPI::createContainer in docker-api.cpp). */
  private static final String LABEL = "label=org.htcondorproject=True";

  /**
   * What comes from no registry need not be pulled. CRIU's share of what a container may do:
   * HTCondor's default is to drop all capabilities but CAP_SYS_PTRACE, and to let no file give any;
   * a job may ask for that.
   */
  private static final String GRANTS =
      """
      DOCKER_PERFORM_TEST = False
      DOCKER_TRUST_LOCAL_IMAGES = True
      DOCKER_DROP_ALL_CAPABILITIES = TARGET.DropAllCapabilities =?= True
      DOCKER_EXTRA_ARGUMENTS = --security-opt seccomp=unconfined --cap-add CHECKPOINT_RESTORE --cap-add SYS_PTRACE
      """;

  /** What docker makes for the first container on the node's own network stays: it is no job's. */
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
   * What a pool's configuration says of containers.
   *
   * @param seen folders that jobs see in them, under the same paths
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
   * The checkpoint of the one job that a node has, as its operator would ask for it.
   *
   * @param criu what the daemon is to call in CRIU's place
   * @param images an empty folder for the images
   */
  static Command checkpoint(Host node, Command criu, String images) {
    var script = "#!/bin/sh\nexec %s \"$@\"\n".formatted(criu);
    node.write(CRIU + "/criu", script.getBytes(StandardCharsets.UTF_8), Mode.PUBLIC);
    var look = Command.of("docker", "ps", "--quiet", "--no-trunc", "--filter", LABEL);
    var container = node.execChecked(look).stdout().strip();
    if (container.isEmpty() || container.contains("\n")) {
      throw new HostException("not one container of HTCondor's, but: " + container);
    }
    return Command.of(
        "docker", "checkpoint", "create", "--checkpoint-dir", images, container, "of-the-job");
  }
}
