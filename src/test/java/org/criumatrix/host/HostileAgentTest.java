package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.criumatrix.testing.Hostile;
import org.junit.jupiter.api.Test;

/** Any input from the connection is either a valid answer or an error of the host. */
class HostileAgentTest {

  private static final List<Consumer<AgentHost>> ASKING =
      List.of(
          AgentHost::processes,
          host -> host.read("/f"),
          host -> host.list("/f"),
          AgentHost::reset,
          AgentHost::kernelLog,
          AgentHost::firewallTables,
          host -> host.follow("/f", 0, 0, java.time.Duration.ZERO),
          host -> host.exec(Command.of("true")));

  /** A connection that has already ended: all answers are in the first frame. */
  private static byte[] frame(String body) {
    var bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  private static byte[] all(String... bodies) {
    var all = new ByteArrayOutputStream();
    for (var body : bodies) {
      all.writeBytes(frame(body));
    }
    return all.toByteArray();
  }

  @Test
  void isUnderstoodOrTheHostIsToBlame() {
    var next = new int[1];
    Hostile.bytes(
        List.of(
            all("1\0ok\0" + "12 1 12 12 S sh\n13 12 12 12 Z (x)\n"),
            all("1\0ok\0" + "100 dir/file\0" + "7 other\0"),
            all("1\0ok\0" + "3\0" + "0\0"),
            all("1\0ok\0grown\0text", "1\0error\0no such file\0"),
            all("1\0ok\0" + "42\0", "1\0ended\0exit\0" + "1\0" + "77\0" + "3\0abc" + "0\0")),
        input -> {
          var answers = new LateAnswers(input);
          var link = new AgentLink("x", answers, answers.requests(), () -> {});
          var host = new AgentHost(link, "/", 0, limit -> {});
          try {
            ASKING.get(next[0]++ % ASKING.size()).accept(host);
          } catch (HostException e) {
            assertThat(e.getMessage()).isNotBlank();
          }
        });
  }

  /** Nothing is answered before it was asked. */
  private static final class LateAnswers extends ByteArrayInputStream {
    private final CompletableFuture<Void> asked = new CompletableFuture<>();

    LateAnswers(byte[] answers) {
      super(answers);
    }

    OutputStream requests() {
      return new OutputStream() {
        @Override
        public void write(int b) {}

        @Override
        public void flush() {
          asked.complete(null);
        }
      };
    }

    @Override
    public synchronized int read() {
      asked.join();
      return super.read();
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      asked.join();
      return super.read(into, offset, length);
    }
  }
}
