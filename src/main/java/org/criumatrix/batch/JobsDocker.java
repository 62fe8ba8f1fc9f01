package org.criumatrix.batch;

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
public final class JobsDocker {

  /** The image of all jobs here. */
  public static final String IMAGE = "criu-matrix-job";

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
      DOCKER_EXTRA_ARGUMENTS = --security-opt seccomp=unconfined --cap-add CHECKPOINT_RESTORE
      """;

  private static final String IMPORT =
      "docker image inspect \"$1\" >/dev/null 2>&1 || tar -C \"$0\" -c . | docker import - \"$1\"";

  private JobsDocker() {}

  static void startWhereInstalled(Host node) {
    if (!node.exec(Command.of("sh", "-c", "command -v \"$0\"", DAEMON)).good()) {
      return;
    }
    node.mkdir(CRIU, Mode.PUBLIC);
    var path = CRIU + ":/usr/sbin:/usr/bin:/sbin:/bin";
    var env = Map.of("PATH", path, "HOME", "/root");
    Daemon.start(
        node, Command.of(DAEMON, "--experimental").withEnv(env), Command.of("docker", "version"));
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
   * Makes the image of jobs, if it is not there.
   *
   * @param folder what is in it
   */
  public static void makeImage(Host node, String folder) {
    node.must(Command.of("sh", "-c", IMPORT, folder, IMAGE));
  }

  /** Gives the daemon a CRIU in place of the one that it had. */
  public static void givesIt(Host node, String criu) {
    node.must(Command.of("ln", "-sfn", criu, CRIU + "/criu"));
  }

  /** The container of the one job that a node has. */
  public static String container(Host node) {
    var look = Command.of("docker", "ps", "--quiet", "--no-trunc", "--filter", LABEL);
    var found = node.must(look).stdout().strip();
    if (found.isEmpty() || found.contains("\n")) {
      throw new HostException("not one container of HTCondor's, but: " + found);
    }
    return found;
  }
}
