package org.criumatrix.rpc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.criu.RpcFiles;
import org.criumatrix.matrix.Caller;

/**
 * The client that calls CRIU by RPC, {@code native/rpc/criu-call}.
 *
 * @param program where the client is on the host
 * @param schema the messages of the CRIU build that it calls
 * @param socket where a service of that CRIU listens; empty: CRIU is started for each request
 */
public record RpcClient(String program, RpcSchema schema, Optional<String> socket)
    implements UnaryOperator<List<String>> {

  /** The client's place among the workloads. */
  public static final String PROGRAM = "rpc/criu-call";

  /** Returns why a build cannot be called; empty if it can. */
  public static Optional<String> unavailable(Caller caller, CriuBuild build) {
    var files = RpcFiles.of(build);
    if (caller != Caller.COMMAND && files.proto().isEmpty()) {
      return Optional.of(
          "CRIU %s has no rpc.proto here, which is in libcriu-dev or in its source tree"
              .formatted(build.version()));
    }
    return caller == Caller.LIBCRIU && files.library().isEmpty()
        ? Optional.of("CRIU %s has no libcriu.so.2 here".formatted(build.version()))
        : Optional.empty();
  }

  /**
   * Reads the messages of a build.
   *
   * @throws IOException if they cannot be read
   */
  public static RpcSchema schema(CriuBuild build) throws IOException {
    return RpcSchema.read(RpcFiles.of(build).proto().orElseThrow());
  }

  /**
   * Returns the command line of the client.
   *
   * @param criu a command line of CRIU
   * @throws NotByRpcException if RPC cannot say that
   */
  @Override
  public List<String> apply(List<String> criu) {
    var argv = new ArrayList<>(List.of(program));
    var request = RpcRequest.of(schema, criu.subList(1, criu.size()));
    argv.addAll(request.client());
    argv.add(request.encoded());
    argv.addAll(
        socket.map(s -> List.of("connect", s)).orElseGet(() -> List.of("swrk", criu.get(0))));
    return List.copyOf(argv);
  }
}
