package org.criumatrix.checkpoint.hosting;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.checkpoint.image.Userland;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/**
 * A container whose first process is an agent that listens on a socket. Testcontainers would use
 * one engine for all containers: here each container uses the engine of its host.
 */
final class AgentContainer extends GenericContainer<AgentContainer> {

  private static final String FOLDER = "/run/criu-matrix-agent";
  private static final String SOCKET = "/socket";

  private final String socketFolder;

  /**
   * Describes the container.
   *
   * @param image the name of its image, which the engine has
   * @param socketFolder a new folder on the host around, for the socket
   * @param readable folders on the host around that the container can read under the same paths
   * @param agent the agent's program
   */
  AgentContainer(
      DockerClient engine,
      String image,
      Grant grant,
      String socketFolder,
      List<String> readable,
      String agent) {
    // The engine has the image; nothing is ever pulled.
    super(
        new RemoteDockerImage(DockerImageName.parse(image))
            .withImagePullPolicy(any -> false)
            .withImageNameSubstitutor(ImageNameSubstitutor.noop()));
    this.socketFolder = socketFolder;
    dockerClient = engine;
    withNetworkMode("none");
    withTmpFs(Map.of("/run", "exec,mode=755", "/tmp", "exec,mode=1777"));
    withCreateContainerCmdModifier(
        c -> {
          c.withEntrypoint(agent, FOLDER + SOCKET);
          c.getHostConfig().withBinds(binds(readable));
          grant.applyTo(c.getHostConfig());
        });
  }

  private List<Bind> binds(List<String> readable) {
    var binds = new ArrayList<>(List.of(new Bind(socketFolder, new Volume(FOLDER), AccessMode.rw)));
    Stream.concat(Stream.of(Userland.PROGRAMS), readable.stream())
        .map(f -> new Bind(f, new Volume(f), AccessMode.ro))
        .forEach(binds::add);
    return binds;
  }

  /** Returns the path of the agent's socket on the host around. */
  String socket() {
    return socketFolder + SOCKET;
  }

  /** Removes the container on its own engine, which the library's method does not ask. */
  @Override
  public void stop() {
    if (getContainerId() != null) {
      dockerClient
          .removeContainerCmd(getContainerId())
          .withForce(true)
          .withRemoveVolumes(true)
          .exec();
    }
  }
}
