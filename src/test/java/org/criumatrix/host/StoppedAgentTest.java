package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An agent that is there and does nothing any more: nobody waits for it, and it does not stay. */
@ParameterizedClass
@EnumSource
@Timeout(120)
class StoppedAgentTest {

  private static final Duration PROMPT = Duration.ofSeconds(3);
  private static final String GIVEN_UP =
      "the agent on local gave no answer within \\d s, and is ended";

  /** More than a pipe holds. */
  private static final int LONG = 1 << 20;

  private final String seconds = TestHost.uniqueSeconds();

  @Parameter TestHost kind;
  @TempDir Path scratch;
  private Host host;

  @BeforeEach
  void openAndStop() {
    host = kind.hosts(scratch).answeringWithin(PROMPT).open(Map.of());
    host.start(Command.of("sleep", seconds).within(Duration.ZERO));
    agents().forEach(p -> signal("-STOP", p));
  }

  @AfterEach
  void close() {
    if (host != null) {
      host.close();
    }
  }

  private static void signal(String signal, ProcessHandle process) {
    var words = List.of("kill", signal, String.valueOf(process.pid()));
    assertThat(LocalCommand.run(Duration.ofSeconds(20), Map.of(), words).succeeded()).isTrue();
  }

  private static List<ProcessHandle> agents() {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().command().orElse("").endsWith("/agent"))
        .toList();
  }

  private static void isGivenUp(ThrowingCallable asking) {
    assertThatExceptionOfType(HostException.class).isThrownBy(asking).withMessageMatching(GIVEN_UP);
  }

  @Test
  void isGivenUpAndNothingOfItsStays() {
    assertThat(host.isLost()).isFalse();
    isGivenUp(() -> host.processes());
    assertThat(host.isLost()).isTrue();
    isGivenUp(() -> host.read("/proc/self/status"));
    host.close();

    assertThat(TestHost.until(() -> TestHost.running(seconds), n -> n == 0)).isZero();
    assertThat(agents()).isEmpty();
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void whatIsStillBeingSentToItEndsToo() {
    isGivenUp(() -> host.write(host.home() + "/long", new byte[LONG], Host.Mode.DATA));
  }

  /** Which is much shorter than what was to be waited for. */
  @Test
  void whoWaitsForAFileToGrowIsToldInTime() {
    isGivenUp(() -> host.follow(host.home() + "/later", 0, 0, Duration.ofMinutes(10)));
  }

  @Test
  void closingItLeavesNothing() {
    host.close();

    assertThat(TestHost.until(() -> TestHost.running(seconds), n -> n == 0)).isZero();
    assertThat(agents()).isEmpty();
    assertThat(scratch).isEmptyDirectory();
  }
}
