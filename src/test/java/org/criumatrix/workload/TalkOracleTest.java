package org.criumatrix.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two ends of native/talk.c notice every change of their messages: a proxy between them loses,
 * repeats, reorders or changes one.
 */
@Timeout(30)
class TalkOracleTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int SIZE = 40;

  /** The header of native/talk.c: number, again, sum. */
  private static final int HEADER = 24;

  @TempDir static Path folder;
  private static String talk;

  private String server;
  private String client;
  private boolean hungUp;

  @BeforeAll
  static void build() {
    talk = NativeBuild.with("talk").resolve("talk").toString();
  }

  @Test
  void messagesThatAllArriveInOrderAreAccepted() throws IOException {
    converse(requests -> requests, replies -> replies);
    assertThat(hungUp).isFalse();
    assertThat(server + client).doesNotContain("check failed");
    assertThat(server).contains("end ");
    assertThat(client).contains("end ");
  }

  @Test
  void aLostRequestIsNoticed() throws IOException {
    converse(requests -> without(requests, 5), replies -> replies);
    assertThat(server).contains("check failed: request 5 was expected, 6 came");
  }

  @Test
  void aRepeatedRequestIsNoticed() throws IOException {
    converse(requests -> twice(requests, 5), replies -> replies);
    assertThat(server).contains("check failed: request 6 was expected, 5 came");
  }

  @Test
  void requestsInAnotherOrderAreNoticed() throws IOException {
    converse(requests -> swapped(requests, 5), replies -> replies);
    assertThat(server).contains("check failed: request 5 was expected, 6 came");
  }

  @Test
  void aChangedByteIsNoticed() throws IOException {
    converse(requests -> changed(requests, 5), replies -> replies);
    assertThat(server).contains("check failed: request 5: its content is wrong");
  }

  @Test
  void aLostRepeatedOrReorderedReplyIsNoticed() throws IOException {
    converse(requests -> requests, replies -> without(replies, 5));
    assertThat(client).contains("check failed: reply 5 was expected, 6 came");
    converse(requests -> requests, replies -> twice(replies, 5));
    assertThat(client).contains("check failed: reply 6 was expected, 5 came");
    converse(requests -> requests, replies -> swapped(replies, 5));
    assertThat(client).contains("check failed: reply 5 was expected, 6 came");
  }

  /** Messages have their number's place in the list, from 1. */
  private static List<byte[]> without(List<byte[]> messages, int number) {
    var changed = new ArrayList<>(messages);
    changed.remove(number - 1);
    return changed;
  }

  private static List<byte[]> twice(List<byte[]> messages, int number) {
    var changed = new ArrayList<>(messages);
    changed.add(number, messages.get(number - 1));
    return changed;
  }

  private static List<byte[]> swapped(List<byte[]> messages, int number) {
    var changed = new ArrayList<>(messages);
    changed.add(number, changed.remove(number - 1));
    return changed;
  }

  private static List<byte[]> changed(List<byte[]> messages, int number) {
    messages.get(number - 1)[HEADER + SIZE - 1] ^= 1;
    return messages;
  }

  /** Everything is sent ahead, so that each direction can be changed as a whole. */
  private void converse(UnaryOperator<List<byte[]>> requests, UnaryOperator<List<byte[]>> replies)
      throws IOException {
    var count = 8;
    var loopback = InetAddress.getLoopbackAddress();
    try (var between = new ServerSocket(0, 1, loopback)) {
      var log = folder.resolve("server-" + System.nanoTime());
      var serving = run(count, log, "--serve");
      var calling =
          run(
              count,
              folder.resolve("client-" + System.nanoTime()),
              "--call",
              "--port",
              String.valueOf(between.getLocalPort()));
      try (var caller = between.accept();
          var callee = new Socket(loopback, port(log))) {
        pass(caller, callee, count, HEADER + SIZE, requests);
        callee.shutdownOutput();
        pass(callee, caller, count, HEADER, replies);
        caller.shutdownOutput();
      } catch (SocketException e) {
        // An end that notices a change hangs up; its message is on its stderr.
        hungUp = true;
      }
      server = serving.join();
      client = calling.join();
    }
  }

  /** Passes on the changed messages; nothing if some are missing. */
  private static void pass(
      Socket from, Socket to, int count, int bytes, UnaryOperator<List<byte[]>> meddle)
      throws IOException {
    var messages = new ArrayList<byte[]>();
    for (var i = 0; i < count; i++) {
      var message = from.getInputStream().readNBytes(bytes);
      if (message.length < bytes) {
        break;
      }
      messages.add(message);
    }
    if (messages.size() < count) {
      return;
    }
    for (var message : meddle.apply(messages)) {
      to.getOutputStream().write(message);
    }
  }

  private static CompletableFuture<String> run(int count, Path log, String... words) {
    var numbers = "--count %d --ahead %d --size %d --pace 0".formatted(count, count, SIZE);
    var script = "log=$1; shift; exec \"$@\" >/dev/null 2>\"$log\"";
    var argv = new ArrayList<>(List.of("sh", "-c", script, "sh", log.toString(), talk));
    argv.addAll(List.of(numbers.split(" ")));
    argv.addAll(List.of(words));
    return CompletableFuture.supplyAsync(() -> LocalCommand.run(LIMIT, Map.of(), argv))
        .thenApply(exit -> text(log));
  }

  private static int port(Path log) {
    for (var end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; ) {
      var words = text(log).lines().filter(l -> l.startsWith("listening ")).findFirst();
      if (words.isPresent()) {
        return Integer.parseInt(words.get().split(" ")[1]);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    throw new AssertionError("the server does not say where it listens: " + text(log));
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
