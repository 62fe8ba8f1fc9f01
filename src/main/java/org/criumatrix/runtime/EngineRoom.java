package org.criumatrix.runtime;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.host.HostException;
import org.criumatrix.host.NestedHost;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * A host with an engine that answers on a socket. Containers there share nothing but the engine,
 * which takes longer to start than they do.
 *
 * @param engine its API
 */
record EngineRoom(Host host, DockerClient engine, AtomicInteger count) {

  private static final String WIRES = "/run/criu-matrix-agents";

  /**
   * @param socket the engine's, there
   */
  static EngineRoom with(Host host, String socket) {
    host.mkdir(WIRES, Mode.PUBLIC);
    var uri = URI.create("unix://" + NestedHost.outside(host, socket));
    var transport = TransportConfig.builder().dockerHost(uri).build();
    var engine = DockerClientProviderStrategy.getClientForConfig(transport);
    return new EngineRoom(host, engine, new AtomicInteger());
  }

  /**
   * Opens a host that is a container here.
   *
   * @param readable folders that are to be read inside under the same path
   * @param afterwards what is to be done when it is closed
   */
  Host open(String name, Grant grant, List<String> readable, Runnable afterwards) {
    var wire = WIRES + "/" + count.incrementAndGet();
    host.mkdir(wire, Mode.PUBLIC);
    var folders = new ArrayList<>(List.of(Userland.PROGRAMS));
    folders.addAll(readable);
    var container = new AgentContainer(engine, grant, wire, folders, ContainerHosts.agent(host));
    try {
      container.start();
      var socket = NestedHost.outside(host, container.socket());
      return NestedHost.at(
          socket,
          name,
          host.home(),
          () -> {
            container.stop();
            afterwards.run();
          });
    } catch (ContainerLaunchException e) {
      throw new HostException(name + " does not start: " + cause(e), e);
    } catch (HostException e) {
      var said = container.getLogs().strip();
      container.stop();
      throw new HostException(e.getMessage() + ": " + said, e);
    }
  }

  /** What the engine said, without what the library says of it. */
  private static String cause(Throwable e) {
    return e.getCause() == null ? String.valueOf(e.getMessage()) : cause(e.getCause());
  }

  void close() {
    try {
      engine.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      host.close();
    }
  }
}
