package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.criumatrix.host.Host.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that listens on a socket, as in a container. */
@Timeout(30)
class NestedHostTest {

  @TempDir Path scratch;
  private final AtomicInteger closed = new AtomicInteger();
  private Path socket;
  private Host around;
  private Running agent;
  private Host host;

  @BeforeEach
  void open() {
    around = TestHost.PLAIN.open(scratch);
    socket = Path.of(around.home(), "socket");
    agent = start(socket.toString());
    host = NestedHost.at(socket, "nested", around.home(), closed::incrementAndGet);
  }

  @AfterEach
  void close() {
    // Where the agent could not be built there is none, and the tests are skipped.
    if (around != null) {
      around.close();
    }
  }

  private Running start(String file) {
    return around.start(Command.of(TestHost.agent().toString(), file).within(Duration.ZERO));
  }

  @Test
  void worksAsOverPipes() {
    assertThat(host.execChecked(Command.of("echo", "hello")).stdout()).isEqualTo("hello\n");
  }

  @Test
  void manyCanTalkAtATimeAndMuch() {
    var big = new byte[3_000_000];
    var sizes =
        IntStream.range(0, 8)
            .parallel()
            .map(
                i -> {
                  var file = around.home() + "/file" + i;
                  host.write(file, big, Mode.DATA);
                  return host.read(file).length;
                })
            .boxed()
            .toList();

    assertThat(sizes).hasSize(8).containsOnly(big.length);
  }

  @Test
  void theAgentEndsWithTheConnection() throws Exception {
    host.close();

    assertThat(agent.exit().get(5, TimeUnit.SECONDS).succeeded()).isTrue();
    assertThat(closed).hasValue(1);
  }

  @Test
  void anAgentThatEndsIsMissed() {
    around.kill(agent.pid(), 9);

    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> TestHost.await(host::processes, List::isEmpty))
        .withMessageStartingWith("the agent on nested is gone: ");
  }

  @Test
  void thereIsNoConnectionWithoutAListener() {
    var missing = scratch.resolve("nobody");

    assertThat(SocketConnection.to(missing, Duration.ofMillis(50))).isEmpty();
  }

  @Test
  void aNameThatIsTooLongForASocketIsSaid() throws Exception {
    var exit = start("/tmp/" + "x".repeat(200)).exit().get(5, TimeUnit.SECONDS);

    assertThat(exit.code()).isEqualTo(1);
    assertThat(exit.stderr()).contains("too long for a socket");
  }
}
