package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.criumatrix.testing.Agents;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An agent that hangs: no caller waits for it, and it is removed. */
@ParameterizedClass
@EnumSource
@Timeout(120)
class StoppedAgentTest {

  private static final Duration PROMPT = Duration.ofSeconds(1);
  private static final Duration END = Duration.ofSeconds(1);
  private static final String GIVEN_UP =
      "the agent on local gave no answer within \\d s, and is ended";

  /** More than a pipe holds. */
  private static final int LONG = 1 << 20;

  private final String seconds = TestHost.uniqueSeconds();

  @Parameter TestHost kind;
  @TempDir Path scratch;
  @AutoClose private Host host;

  @BeforeEach
  void openAndStop() {
    host = kind.hosts(scratch).withAnswerLimit(PROMPT).withEndLimit(END).open(Map.of());
    host.start(Command.of("sleep", seconds).within(Duration.ZERO));
    Agents.stop();
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

    assertThat(TestHost.await(() -> TestHost.running(seconds), n -> n == 0)).isZero();
    assertThat(Agents.all()).isEmpty();
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void whatIsStillBeingSentToItEndsToo() {
    isGivenUp(() -> host.write(host.home() + "/long", new byte[LONG], Host.Mode.DATA));
  }

  /** Much shorter than the awaited time. */
  @Test
  void aCallerThatWaitsForAFileToGrowGetsAnErrorInTime() {
    isGivenUp(() -> host.follow(host.home() + "/later", 0, 0, Duration.ofMinutes(10)));
  }

  @Test
  void closingItLeavesNothing() {
    host.close();

    assertThat(TestHost.await(() -> TestHost.running(seconds), n -> n == 0)).isZero();
    assertThat(Agents.all()).isEmpty();
    assertThat(scratch).isEmptyDirectory();
  }
}
