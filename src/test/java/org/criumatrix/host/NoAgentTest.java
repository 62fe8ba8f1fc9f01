package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A command that starts no agent is reported with its output. */
@Timeout(20)
class NoAgentTest {

  @TempDir Path scratch;

  @RepeatedTest(20)
  void theWordsOfAProgramThatEndsArePassedOn() {
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(
            () -> AgentProcess.start("vm:x", "/", List.of("sh", "-c", "echo 'no way' >&2; exit 1")))
        .withMessage("no agent on vm:x: sh -c 'echo '\\''no way'\\'' >&2; exit 1': no way");
  }

  @Test
  void aProgramThatTalksOfSomethingElseIsNoAgent() {
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> AgentProcess.start("vm:x", "/", List.of("echo", "Welcome to Debian!")))
        .withMessageStartingWith("no agent on vm:x: echo 'Welcome to Debian!'");
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    var nowhere = scratch.resolve("agent");
    var hosts = new LocalHosts(nowhere, false, scratch.resolve("scratch"));

    assertThat(hosts.unavailable()).contains("the agent was not built: " + nowhere);
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> hosts.open(Map.of()))
        .withMessageStartingWith("no agent on local: ")
        .withMessageContaining(nowhere.toString());
  }
}
