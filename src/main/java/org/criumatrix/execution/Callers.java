package org.criumatrix.execution;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.criu.RpcFiles;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.matrix.Caller;
import org.criumatrix.rpc.LibraryClient;
import org.criumatrix.rpc.RpcClient;
import org.criumatrix.rpc.RpcSchema;

/** Makes a prepared CRIU be called in the way of a run. */
final class Callers {

  private static final Duration START = Duration.ofSeconds(10);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private Callers() {}

  /**
   * @param criu called by its command line
   * @throws HostException if a service does not start
   */
  static CriuCaller of(Caller caller, CriuCaller criu, CriuBuild build) {
    return switch (caller) {
      case COMMAND -> criu;
      case SWRK -> by(criu, client(criu, build, Optional.empty()));
      case LIBCRIU -> by(criu, libcriu(criu, build));
      case SERVICE -> by(criu, client(criu, build, Optional.of(service(criu))));
    };
  }

  private static CriuCaller by(CriuCaller criu, UnaryOperator<List<String>> client) {
    return new CriuCaller(criu.host(), criu.prepared(), criu.privilege(), criu.limit(), client);
  }

  private static RpcClient client(CriuCaller criu, CriuBuild build, Optional<String> socket) {
    return new RpcClient(program(criu, RpcClient.PROGRAM), schema(build), socket);
  }

  private static LibraryClient libcriu(CriuCaller criu, CriuBuild build) {
    var libraries =
        List.of(
            build.folder().resolve("lib/libprotobuf-c.so.1"),
            RpcFiles.of(build).library().orElseThrow());
    return new LibraryClient(program(criu, LibraryClient.PROGRAM), schema(build), libraries);
  }

  private static String program(CriuCaller criu, String client) {
    return criu.host().home() + "/workloads/" + client;
  }

  private static RpcSchema schema(CriuBuild build) {
    try {
      return RpcClient.schema(build);
    } catch (IOException e) {
      throw new HostException(
          "rpc.proto of CRIU %s: %s".formatted(build.version(), e.getMessage()));
    }
  }

  /** Starts a service that ends with the host, and returns its socket. */
  private static String service(CriuCaller criu) {
    var host = criu.host();
    var folder = host.home() + "/criu-service";
    var account = criu.privilege().account();
    host.mkdir(
        folder, new Host.Mode("0755", Math.max(account.uid(), 0), Math.max(account.gid(), 0)));
    var socket = folder + "/socket";
    var command =
        Command.of(criu.prepared().program(), "service", "--address", socket, "-W", folder, "-v4")
            .withEnv(criu.prepared().env())
            .within(Duration.ZERO);
    var running = host.start(criu.privilege().criu(command));
    var there =
        host.await(
                "the socket of criu service",
                START,
                POLL_INTERVAL,
                () -> host.exec(Command.of("test", "-S", socket)).succeeded(),
                seen -> seen || running.exit().isDone())
            .seen();
    if (!there) {
      throw new HostException("criu service does not listen on " + socket);
    }
    host.adopt();
    return socket;
  }
}
