package org.criumatrix.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.criumatrix.host.Await;
import org.criumatrix.host.HostException;

/** A machine's monitor: QEMU's protocol of lines of JSON, QMP. */
final class Monitor implements AutoCloseable {

  private static final Duration CONNECTION = Duration.ofSeconds(30);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  /** The limit for the answer to a command, all of which return at once. */
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Memory stays in its file, and only the devices' state is saved. */
  private static final Map<String, Object> MEMORY_APART =
      Map.of("capabilities", List.of(Map.of("capability", "x-ignore-shared", "state", true)));

  private final SocketChannel channel;
  private final BufferedReader in;
  private final Duration limit;

  private Monitor(SocketChannel channel, Duration limit) {
    this.channel = channel;
    this.limit = limit;
    this.in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
  }

  /**
   * Connects to a machine that has just been started.
   *
   * @param ended whether the emulator has ended
   * @throws HostException when it has no monitor in time
   */
  static Monitor of(Path socket, BooleanSupplier ended) {
    return of(socket, ended, ANSWER);
  }

  /** Connects to a machine that is given up when it takes longer to answer; for tests. */
  static Monitor of(Path socket, BooleanSupplier ended, Duration limit) {
    var address = UnixDomainSocketAddress.of(socket);
    var channel =
        Await.until(
                "the monitor",
                CONNECTION,
                POLL_INTERVAL,
                () -> connect(address),
                found -> found.isPresent() || ended.getAsBoolean())
            .orThrow(waited -> new HostException("no machine at " + socket + ": " + waited))
            .orElseThrow(() -> new HostException("the emulator has ended"));
    var monitor = new Monitor(channel, limit);
    try {
      monitor.bounded("its greeting", monitor::answer);
      monitor.execute("qmp_capabilities", Map.of());
      return monitor;
    } catch (HostException e) {
      monitor.close();
      throw e;
    }
  }

  private static Optional<SocketChannel> connect(UnixDomainSocketAddress address) {
    try {
      return Optional.of(SocketChannel.open(address));
    } catch (IOException e) {
      // It does not listen yet.
      return Optional.empty();
    }
  }

  /** Saves the state of the machine's devices in a file, and ends it. */
  void save(Path state) {
    execute("migrate-set-capabilities", MEMORY_APART);
    execute("stop", Map.of());
    execute("migrate", Map.of("uri", "file:" + state));
    awaitStatus("query-migrate", "completed");
    try {
      execute("quit", Map.of());
    } catch (HostException e) {
      // Everything is saved, and a machine may end before it has answered.
      return;
    }
  }

  /** Continues from the state in a file, in a machine that was started to wait for it. */
  void load(Path state) {
    execute("migrate-set-capabilities", MEMORY_APART);
    execute("migrate-incoming", Map.of("uri", "file:" + state));
    awaitStatus("query-migrate", "completed");
    execute("cont", Map.of());
  }

  private void awaitStatus(String query, String wanted) {
    Await.until(
            query,
            CONNECTION,
            POLL_INTERVAL,
            () -> execute(query, Map.of()).path("status").asText(),
            status -> status.equals(wanted) || status.equals("failed"))
        .orThrow(waited -> new HostException(query + ": " + waited));
    var now = execute(query, Map.of());
    if (!now.path("status").asText().equals(wanted)) {
      throw new HostException(query + ": " + now);
    }
  }

  /**
   * Adds a disk that cannot be written.
   *
   * @param number of the disk on its bus, from 0
   */
  void addDisk(int number, Path image) {
    var node = "disk" + number;
    var file = Map.of("driver", "file", "filename", image.toString());
    execute(
        "blockdev-add",
        Map.of("driver", "raw", "node-name", node, "read-only", true, "file", file));
    execute(
        "device_add",
        Map.of(
            "driver", "scsi-hd", "bus", "disks.0", "drive", node, "scsi-id", number, "id", node));
  }

  /** Returns what a command returns. */
  private synchronized JsonNode execute(String command, Map<String, Object> arguments) {
    return bounded(
        command,
        () -> {
          send(JSON.writeValueAsString(Map.of("execute", command, "arguments", arguments)));
          for (; ; ) {
            var answer = answer();
            if (answer.has("error")) {
              throw new HostException(command + ": " + answer.path("error").path("desc").asText());
            }
            // Events come in between.
            if (answer.has("return")) {
              return answer.get("return");
            }
          }
        });
  }

  private interface Exchange {
    JsonNode run() throws IOException;
  }

  /** Gives the machine up when it does not answer: the connection ends, and its reader fails. */
  private JsonNode bounded(String what, Exchange exchange) {
    var late = new CompletableFuture<Void>();
    var givenUp =
        late.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
            .thenRunAsync(this::close);
    try {
      return exchange.run();
    } catch (IOException e) {
      var why =
          givenUp.isDone()
              ? "no answer within %d ms: %s".formatted(limit.toMillis(), what)
              : what + ": " + e.getMessage();
      throw new HostException("the machine's monitor failed: " + why, e);
    } finally {
      late.cancel(false);
    }
  }

  private void send(String line) throws IOException {
    for (var left = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        left.hasRemaining(); ) {
      channel.write(left);
    }
  }

  private JsonNode answer() throws IOException {
    var line = in.readLine();
    if (line == null) {
      throw new HostException("the machine has ended");
    }
    return JSON.readTree(line);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new HostException("the machine's monitor cannot be closed", e);
    }
  }
}
