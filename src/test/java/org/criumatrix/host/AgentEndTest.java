package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
@Timeout(30)
class AgentEndTest {

  private final String seconds = TestHost.uniqueSeconds();

  @Parameter TestHost kind;
  @TempDir Path scratch;
  private Host host;

  @BeforeEach
  void open() {
    host = kind.open(scratch);
  }

  @AfterEach
  void close() {
    if (host != null) {
      host.close();
    }
  }

  private Running sleeper() {
    return host.start(Command.of("sleep", seconds).within(Duration.ZERO));
  }

  private static List<ProcessHandle> agents() {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().command().orElse("").endsWith("/agent"))
        .toList();
  }

  @Test
  void closingLeavesNoProcessAndNoFolderBehind() {
    sleeper();
    var job = Command.of("sh", "-c", "sleep %s; :".formatted(seconds)).withOutputs("/dev/null", "");
    host.start(job.onTerminal(true).within(Duration.ZERO));
    var daemon = "setsid sh -c 'trap \"\" TERM HUP; sleep %s; :' &".formatted(seconds);
    host.execChecked(Command.of("sh", "-c", daemon).withOutputs("", ""));
    assertThat(TestHost.await(() -> TestHost.running(seconds), n -> n == 3)).isEqualTo(3);
    host.close();

    assertThat(TestHost.running(seconds)).isZero();
    assertThat(agents()).isEmpty();
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void nothingCanBeAskedOfAClosedHost() {
    var running = sleeper();
    host.close();

    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> host.exec(Command.of("true")))
        .withMessageStartingWith("the agent on local is gone: ");
    assertThatExceptionOfType(HostException.class).isThrownBy(() -> host.processes());
    assertThatThrownBy(() -> running.exit().get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HostException.class);
    host.close();
  }

  @Test
  void whatIsPendingFailsWhenTheAgentDies() {
    var running = sleeper();
    var follow =
        CompletableFuture.supplyAsync(
            () -> host.follow("/no/such/file", 0, 0, Duration.ofSeconds(60)));
    var lost = TestHost.await(AgentEndTest::agents, all -> all.size() == 1);
    host.processes();
    lost.forEach(ProcessHandle::destroyForcibly);

    assertThatThrownBy(() -> follow.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(HostException.class);
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> running.await(Command.of("sleep", seconds)))
        .withMessage("lost while waiting for: sleep " + seconds);
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> host.processes())
        .withMessageStartingWith("the agent on local is gone: ");
    // No process is left on a plain host that would end it.
    ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").endsWith("sleep " + seconds))
        .forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void threadsCanUseItSideBySide() {
    var all =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> host.exec(Command.of("echo", String.valueOf(i))).stdout().strip())
            .toList();

    assertThat(all)
        .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(String::valueOf).toList());
  }

  @Test
  void knowsItsFacts() {
    var facts = host.facts();

    assertThat(facts).isSameAs(host.facts());
    assertThat(facts.kernel()).isEqualTo(facts.recorded().get("kernel")).isNotBlank();
    assertThat(facts.root()).isEqualTo(LocalHosts.isRoot());
    assertThat(facts.recorded()).doesNotContainValue("");
    assertThat(facts.recorded().get("hardware breakpoints")).isIn("work", "ignored", "unknown");
    assertThat(host.processes()).isEmpty();
    assertThat(host.kernelLog()).isNotNull();
  }
}
