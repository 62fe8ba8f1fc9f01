package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.criumatrix.host.AgentLink.Frame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The connection, with the test at its other end. */
@Timeout(20)
class AgentLinkTest {

  /** A limit that is never reached. */
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final PipedOutputStream answers = new PipedOutputStream();
  private AgentLink link;

  @BeforeEach
  void connect() throws IOException {
    link = new AgentLink("x", new PipedInputStream(answers), sent, () -> {});
  }

  private CompletableFuture<Frame> ask() {
    return link.send(List.of("read", 7), new byte[] {1, 0, 2}, LIMIT);
  }

  private void answer(int length, String body) throws IOException {
    new DataOutputStream(answers).writeInt(length);
    answers.write(body.getBytes(StandardCharsets.ISO_8859_1));
    answers.flush();
  }

  private void answer(String body) throws IOException {
    answer(body.length(), body);
  }

  private static void isLost(CompletableFuture<?> pending) {
    assertThatThrownBy(() -> pending.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HostException.class)
        .cause()
        .hasMessageStartingWith("the agent on x is gone: ");
  }

  @Test
  void aRequestIsALengthFieldsAndContent() {
    ask();

    assertThat(sent.toString(StandardCharsets.ISO_8859_1))
        .isEqualTo("\0\0\0\u000c1\0read\0" + "7\0\u0001\0\u0002");
  }

  @Test
  void answersReachTheirCallersInAnyOrder() throws Exception {
    var first = ask();
    var second = ask();
    answer("2\0ok\0second");
    answer("9\0ok\0nobody asked");
    answer("1\0ok\0first\0\0");

    assertThat(second.get(5, TimeUnit.SECONDS).rest()).asString().isEqualTo("second");
    assertThat(first.get(5, TimeUnit.SECONDS).rest()).asString().isEqualTo("first\0\0");
  }

  @Test
  void anErrorNamesTheHost() throws Exception {
    var pending = ask();
    answer("1\0error\0/f: No such file\0");

    assertThatThrownBy(() -> pending.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HostException.class)
        .hasMessageEndingWith("x: /f: No such file");
  }

  @Test
  void aProgramIsAnsweredTwice() throws Exception {
    var ending = new CompletableFuture<Frame>();
    var started = link.spawn(List.of("spawn"), ending, LIMIT);
    answer("1\0ok\00042\0");

    assertThat(started.get(5, TimeUnit.SECONDS).number()).isEqualTo(42);
    assertThat(ending).isNotDone();
    answer("1\0ended\0exit\0" + "0\0");
    assertThat(ending.get(5, TimeUnit.SECONDS).text()).isEqualTo("exit");
  }

  @Test
  void everythingPendingFailsWhenTheWireEnds() throws Exception {
    var pending = ask();
    var ending = new CompletableFuture<Frame>();
    var started = link.spawn(List.of("spawn"), ending, LIMIT);
    answer("2\0ok\00042\0");
    started.get(5, TimeUnit.SECONDS);
    answers.close();

    isLost(pending);
    isLost(ending);
    isLost(ask());
  }

  @Test
  void halfAnAnswerIsNoAnswer() throws Exception {
    var pending = ask();
    answer(100, "1\0ok\0the first part of a file");
    answers.close();

    isLost(pending);
  }

  @Test
  void whatIsNoFrameEndsTheWire() throws Exception {
    var pending = ask();
    answer("no fields at all");

    isLost(pending);
  }

  @Test
  void anErrorThatIsCutOffEndsTheConnectionAtOnce() throws Exception {
    var pending = ask();
    answer("1\0error\0/f: No such");

    isLost(pending);
  }

  @Test
  void aNegativeLengthEndsTheWire() throws Exception {
    var pending = ask();
    answer(-1, "");

    isLost(pending);
  }

  @Test
  void aRequestThatCannotBeSentFailsAtOnce() throws Exception {
    var broken =
        new AgentLink(
            "x",
            new PipedInputStream(new PipedOutputStream()),
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            },
            () -> {});

    isLost(broken.send(List.of("ps"), new byte[0], LIMIT));
  }
}
