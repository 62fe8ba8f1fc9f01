package org.criumatrix.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.matrix.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of the client, and builds that it cannot call. */
class RpcClientTest {

  private static final List<String> CRIU = List.of("/criu", "dump", "-D", "/images", "-t", "5");

  @TempDir Path folder;

  @Test
  void startsTheCriuOfTheCommandLine() throws IOException {
    assertThat(argv(Optional.empty()))
        .startsWith("/call", "--open", "201=/images")
        .endsWith("swrk", "/criu");
  }

  @Test
  void asksAService() throws IOException {
    assertThat(argv(Optional.of("/socket"))).endsWith("connect", "/socket").doesNotContain("/criu");
  }

  @Test
  void cannotCallABuildWithoutADescription() throws IOException {
    var build =
        new CriuBuild("3.17.1", "debian:bookworm", "", "", "", folder, folder.resolve("criu"));

    assertThat(RpcClient.unavailable(Caller.COMMAND, build)).isEmpty();
    assertThat(RpcClient.unavailable(Caller.SWRK, build))
        .hasValueSatisfying(why -> assertThat(why).startsWith("CRIU 3.17.1 has no rpc.proto here"));

    new SampleProto(Files.createDirectory(folder.resolve("proto")));

    assertThat(RpcClient.unavailable(Caller.SWRK, build)).isEmpty();
    assertThat(RpcClient.schema(build).hasOption("ps.port")).isTrue();
    assertThat(RpcClient.schema(build).hasOption("ps.host")).isFalse();
  }

  private List<String> argv(Optional<String> socket) throws IOException {
    return new RpcClient("/call", new SampleProto(folder).schema(), socket).apply(CRIU);
  }
}
