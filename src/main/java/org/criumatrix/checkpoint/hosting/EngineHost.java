package org.criumatrix.checkpoint.hosting;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.host.HostException;
import org.criumatrix.host.NestedHost;
import org.rnorth.ducttape.timeouts.Timeouts;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * A host with an engine whose containers are hosts too.
 *
 * @param engine the client of its API
 * @param image the image of the containers
 * @param count the number of containers so far
 */
public record EngineHost(Host host, DockerClient engine, String image, AtomicInteger count) {

  private static final String SOCKETS = "/run/criu-matrix-agents";

  /** The time limit of calls that the library would wait for without end. */
  private static final int LIMIT_S = 60;

  /**
   * Connects to the engine of a host.
   *
   * @param socket the engine's socket on that host
   * @param image the image of the containers
   */
  public static EngineHost with(Host host, String socket, String image) {
    host.mkdir(SOCKETS, Mode.PUBLIC);
    var uri = URI.create("unix://" + NestedHost.outside(host, socket));
    var transport = TransportConfig.builder().dockerHost(uri).build();
    var engine = DockerClientProviderStrategy.getClientForConfig(transport);
    return new EngineHost(host, engine, image, new AtomicInteger());
  }

  /**
   * Starts a container and opens it as a host.
   *
   * @param readable folders that the container can read under the same paths
   * @param onClose runs when the new host is closed
   */
  Host open(String name, Grant grant, List<String> readable, Runnable onClose) {
    var socketFolder = SOCKETS + "/" + count.incrementAndGet();
    host.mkdir(socketFolder, Mode.PUBLIC);
    var agent = SharedPaths.agent(host);
    var container = new AgentContainer(engine, image, grant, socketFolder, readable, agent);
    try {
      within(container::start);
    } catch (RuntimeException e) {
      throw new HostException(name + " does not start: " + cause(e), e);
    }
    try {
      var socket = NestedHost.outside(host, container.socket());
      return NestedHost.at(
          socket,
          name,
          host.home(),
          () -> {
            remove(container);
            onClose.run();
          });
    } catch (HostException e) {
      var log = container.getLogs().strip();
      remove(container);
      throw new HostException(e.getMessage() + ": " + log, e);
    }
  }

  /** Whether the engine still answers. */
  boolean answers() {
    try {
      within(() -> engine.pingCmd().exec());
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static void remove(AgentContainer container) {
    try {
      within(container::stop);
    } catch (RuntimeException e) {
      // The container ends with the host in any case.
      return;
    }
  }

  private static void within(Runnable call) {
    Timeouts.doWithTimeout(LIMIT_S, TimeUnit.SECONDS, call);
  }

  /** Returns the engine's message, without the ones that the library adds. */
  private static String cause(Throwable e) {
    return e.getCause() == null ? e.toString().strip() : cause(e.getCause());
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
