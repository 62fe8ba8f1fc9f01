package org.criumatrix.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.criumatrix.host.HostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The monitor's end of QEMU's protocol, against answers that are written here. */
@Timeout(60)
class MonitorTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String GREETING = "{\"QMP\": {\"version\": {}}}\n";
  private static final String NOTHING = "{\"return\": {}}\n";
  private static final String NO_ANSWER = "";

  @TempDir Path folder;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private ServerSocketChannel listener;
  private SocketChannel caller;

  @BeforeEach
  void listen() throws IOException {
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket()));
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
    if (caller != null) {
      caller.close();
    }
  }

  private Path socket() {
    return folder.resolve("control");
  }

  /** Answers a line to each command; the connection ends after an answer without an end of line. */
  private Monitor monitor(Duration limit, String greeting, Function<String, String> answers) {
    var server =
        new Thread(
            () -> {
              try {
                caller = listener.accept();
                say(greeting);
                var in = new BufferedReader(Channels.newReader(caller, StandardCharsets.UTF_8));
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                  asked.add(line);
                  var answer = answers.apply(line);
                  say(answer);
                  if (!answer.isEmpty() && !answer.endsWith("\n")) {
                    caller.close();
                    return;
                  }
                }
              } catch (IOException e) {
                return; // The test is over.
              }
            });
    server.setDaemon(true);
    server.start();
    return Monitor.of(socket(), () -> false, limit);
  }

  private void say(String text) {
    try {
      caller.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String statusIs(String line, String status) {
    return line.contains("query-migrate")
        ? "{\"return\": {\"status\": \"%s\"}}%n".formatted(status)
        : NOTHING;
  }

  @Test
  void eventsComeInBetween() {
    try (var monitor =
        monitor(LONG, GREETING, line -> "{\"event\": \"STOP\"}\n" + statusIs(line, "completed"))) {
      monitor.load(Path.of("/state"));
    }
    assertThat(asked)
        .extracting(line -> line.replaceAll(".*\"execute\":\"([^\"]*)\".*", "$1"))
        .startsWith("qmp_capabilities", "migrate-set-capabilities", "migrate-incoming")
        .endsWith("cont");
    assertThat(asked).anyMatch(line -> line.contains("\"uri\":\"file:/state\""));
  }

  @Test
  void anErrorHasItsDescription() {
    var error = "{\"error\": {\"class\": \"GenericError\", \"desc\": \"no such bus\"}}\n";
    try (var monitor =
        monitor(LONG, GREETING, line -> line.contains("device_add") ? error : NOTHING)) {
      assertThatExceptionOfType(HostException.class)
          .isThrownBy(() -> monitor.addDisk(0, Path.of("/disk")))
          .withMessage("device_add: no such bus");
    }
  }

  @Test
  void aStateThatCannotBeLoadedIsAnError() {
    try (var monitor = monitor(LONG, GREETING, line -> statusIs(line, "failed"))) {
      assertThatExceptionOfType(HostException.class)
          .isThrownBy(() -> monitor.load(Path.of("/state")))
          .withMessageContaining("failed");
    }
    assertThat(asked).noneMatch(line -> line.contains("\"cont\""));
  }

  @Test
  void aMachineThatEndsIsAnError() {
    try (var monitor =
        monitor(LONG, GREETING, line -> line.contains("blockdev-add") ? "{" : NOTHING)) {
      assertThatExceptionOfType(HostException.class)
          .isThrownBy(() -> monitor.addDisk(0, Path.of("/disk")));
    }
  }

  /** QEMU tries to answer "quit", and promises nothing. */
  @Test
  void aSavedMachineMayEndBeforeItAnswers() {
    try (var monitor =
        monitor(
            LONG,
            GREETING,
            line -> line.contains("\"quit\"") ? " " : statusIs(line, "completed"))) {
      assertThatCode(() -> monitor.save(Path.of("/state"))).doesNotThrowAnyException();
    }
    assertThat(asked).last().asString().contains("quit");
  }

  @Test
  void aMachineThatDoesNotAnswerIsGivenUp() {
    try (var monitor =
        monitor(SHORT, GREETING, line -> line.contains("qmp_cap") ? NOTHING : NO_ANSWER)) {
      assertThatExceptionOfType(HostException.class)
          .isThrownBy(() -> monitor.addDisk(0, Path.of("/disk")))
          .withMessageContaining("no answer within 300 ms: blockdev-add");
    }
  }

  @Test
  void aMachineThatDoesNotGreetIsGivenUp() {
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> monitor(SHORT, NO_ANSWER, line -> NOTHING))
        .withMessageContaining("no answer within 300 ms");
  }

  @Test
  void anEmulatorThatHasEndedIsNotAwaited() {
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> Monitor.of(folder.resolve("none"), () -> true))
        .withMessage("the emulator has ended");
  }
}
