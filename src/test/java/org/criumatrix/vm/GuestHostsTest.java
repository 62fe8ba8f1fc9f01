package org.criumatrix.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.Transport;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Machines that fail. Their emulator is a script, so that neither root nor an emulator is needed.
 */
@Timeout(120)
class GuestHostsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private FakeMachines machines;
  private GuestHosts hosts;

  @BeforeEach
  void build() throws IOException {
    machines = new FakeMachines(folder, NativeBuild.with("agent").resolve("agent"));
    hosts = machines.hosts();
  }

  @AfterEach
  void close() {
    if (machines != null) {
      machines.close();
    }
  }

  private Transport way() {
    return hosts.onHealthyMachine(Map.of(), () -> hosts.namespaces().way());
  }

  private static LocalCommand.Result say(Transport way, String what) {
    return way.run(LIMIT, List.of("echo", what));
  }

  /** As an opening of a host does, which fails where the machine does. */
  private String heard() {
    return hosts.onHealthyMachine(
        Map.of(), () -> say(hosts.namespaces().way(), "hello").stdout().strip());
  }

  @Test
  void aMachineIsUpOnce() {
    assertThat(hosts.unavailable()).isEmpty();
    assertThat(heard()).isEqualTo("hello");
    assertThat(machines.emulators()).hasSize(1);
  }

  @Test
  void manyUseItAtATime() {
    var way = way();
    var heard =
        IntStream.range(0, 32).parallel().mapToObj(i -> say(way, "" + i).stdout().strip()).toList();

    assertThat(heard).isEqualTo(IntStream.range(0, 32).mapToObj(i -> "" + i).toList());
  }

  @Test
  void oneThatDiesFailsItsUsersAndIsReplaced() {
    var way = way();
    var waiting = CompletableFuture.supplyAsync(() -> way.run(LIMIT, List.of("sleep", "3600")));
    machines.kill();

    assertThatExceptionOfType(HostException.class).isThrownBy(() -> say(way, "hello"));
    assertThat(waiting).failsWithin(LIMIT);
    assertThat(heard()).isEqualTo("hello");
    assertThat(machines.notes()).anyMatch(n -> n.startsWith("vm:x is replaced: "));
    machines.wasReplaced(List.of());
  }

  @Test
  void oneThatFreezesFailsItsUsersAndIsReplaced() {
    var way = way();
    var frozen = machines.freeze();

    assertThatExceptionOfType(HostException.class).isThrownBy(() -> say(way, "hello"));
    hosts.failed(folder.resolve("evidence"));
    assertThat(machines.notes()).contains("vm:x gives no answer any more, and is ended");
    assertThat(heard()).isEqualTo("hello");
    machines.wasReplaced(frozen);
  }

  /** Cells of several lanes may have been on it: each keeps its console. */
  @Test
  void theConsoleOfALostMachineIsKeptForEach() {
    way();
    machines.kill();
    hosts.failed(folder.resolve("first"));
    hosts.failed(folder.resolve("second"));

    assertThat(folder.resolve("first/x-console.log"))
        .content()
        .startsWith(FakeMachines.CONSOLE)
        .contains("the end of this machine");
    assertThat(folder.resolve("second/x-console.log")).content().startsWith(FakeMachines.CONSOLE);
  }

  @Test
  void aMachineThatAnswersStaysAfterAFailedCell() {
    way();
    hosts.failed(folder.resolve("evidence"));

    assertThat(folder.resolve("evidence/x-console.log")).hasContent(FakeMachines.CONSOLE.strip());
    assertThat(heard()).isEqualTo("hello");
    assertThat(machines.emulators()).hasSize(1);
  }

  @Test
  void nothingStartsAfterTheEnd() {
    way();
    machines.close();

    assertThatExceptionOfType(HostException.class)
        .isThrownBy(this::heard)
        .withMessageContaining("the run ends");
  }
}
