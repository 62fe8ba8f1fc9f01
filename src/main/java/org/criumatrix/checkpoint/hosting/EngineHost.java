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
 * A host with an engine that answers on a socket, and containers that are hosts.
 *
 * @param engine its API
 * @param image the image of its containers
 * @param count of containers so far
 */
public record EngineHost(Host host, DockerClient engine, String image, AtomicInteger count) {

  private static final String SOCKETS = "/run/criu-matrix-agents";

  /** For what the library would wait for without end. */
  private static final int LIMIT_S = 60;

  /**
   * @param socket the engine's, there
   * @param image the image of its containers
   */
  public static EngineHost with(Host host, String socket, String image) {
    host.mkdir(SOCKETS, Mode.PUBLIC);
    var uri = URI.create("unix://" + NestedHost.outside(host, socket));
    var transport = TransportConfig.builder().dockerHost(uri).build();
    var engine = DockerClientProviderStrategy.getClientForConfig(transport);
    return new EngineHost(host, engine, image, new AtomicInteger());
  }

  /**
   * Opens a host that is a container here.
   *
   * @param readable folders that are to be read inside under the same path
   * @param onClose what is to be done when it is closed
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

  /** Whether the engine is still there. */
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
      // Whatever is in its way: it ends with the room.
      return;
    }
  }

  private static void within(Runnable call) {
    Timeouts.doWithTimeout(LIMIT_S, TimeUnit.SECONDS, call);
  }

  /** What the engine log, without what the library says of it. */
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
