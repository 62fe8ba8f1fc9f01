package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.criumatrix.vm.MachineScript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zeroturnaround.exec.ProcessExecutor;

/** Hosts on the ports of a machine whose emulator is a script. */
@Timeout(60)
class GuestPortsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** The first one is the machine's own. */
  private static final int PORTS = 3;

  @TempDir Path folder;
  private Process emulator;
  private GuestPorts ports;

  @BeforeEach
  void start() throws IOException {
    var script = MachineScript.in(folder);
    emulator =
        new ProcessExecutor(
                "python3",
                script.toString(),
                folder.toString(),
                String.valueOf(PORTS),
                folder.resolve("history").toString())
            .start()
            .getProcess();
    var sockets =
        IntStream.range(0, PORTS).mapToObj(i -> folder.resolve(String.valueOf(i))).toList();
    ports = GuestPorts.connect("vm:x", sockets, 1);
  }

  @AfterEach
  void end() throws InterruptedException {
    if (ports != null) {
      ports.close();
    }
    if (emulator != null) {
      emulator.destroyForcibly().waitFor();
    }
  }

  private Host host() {
    return ports.agent("vm:x", folder.toString(), List.of(TestHost.agent().toString()));
  }

  private static String hello(Host host) {
    return host.execChecked(Command.of("echo", "hello")).stdout();
  }

  @Test
  void aPortIsFreeWhenItsHostHasEnded() {
    try (var one = host();
        var other = host()) {
      assertThat(hello(one)).isEqualTo(hello(other)).isEqualTo("hello\n");
      assertThatExceptionOfType(HostException.class)
          .isThrownBy(this::host)
          .withMessage("vm:x has no free port: 2 hosts are open");
    }
    for (var i = 0; i < 2 * PORTS; i++) {
      try (var next = host()) {
        assertThat(hello(next)).isEqualTo("hello\n");
      }
    }
  }

  @Test
  void whatCannotStartFreesItsPort() {
    for (var i = 0; i < 2 * PORTS; i++) {
      assertThatExceptionOfType(HostException.class)
          .isThrownBy(
              () ->
                  ports.agent(
                      "vm:x",
                      "/",
                      List.of("sh", "-c", "echo no room >&2; exit 1"),
                      () -> {},
                      () -> {}))
          .withMessage("no agent on vm:x: no room");
    }
  }

  @Test
  void theProcessesOfAHostEndWithIt() {
    Running sleeper;
    try (var host = host()) {
      sleeper = host.start(Command.of("sleep", "3600").within(Duration.ZERO));
      assertThat(ProcessHandle.of(sleeper.pid())).isPresent();
    }
    assertThat(TestHost.await(() -> ProcessHandle.of(sleeper.pid()).isPresent(), there -> !there))
        .isFalse();
  }

  @Test
  void allFailWhenTheMachineEnds() throws Exception {
    try (var host = host()) {
      var waiting = host.start(Command.of("sleep", "3600").within(Duration.ZERO));
      emulator.destroyForcibly().waitFor();

      assertThat(waiting.exit()).failsWithin(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThatExceptionOfType(HostException.class).isThrownBy(() -> hello(host));
      assertThatExceptionOfType(HostException.class)
          .isThrownBy(() -> ports.run(LIMIT, List.of("true")));
    }
  }
}
