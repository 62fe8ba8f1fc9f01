package org.criumatrix.checkpoint.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.criumatrix.host.Command;
import org.criumatrix.host.HostProcess;
import org.junit.jupiter.api.Test;

class RunscTest {

  private static final String TABLE =
      """
      UID       PID       PPID      C         TTY       STIME     TIME      CMD
      0         1         0         5         ?         05:51     0s        simple-c
      0         12        1         0         ?         05:51     10ms      a child
      """;

  @Test
  void readsTheProcessesThatTheKernelInsideShows() {
    assertThat(RunscProcesses.parse(TABLE))
        .containsExactly(
            new HostProcess(1, 0, 0, 0, '?', "simple-c"),
            new HostProcess(12, 1, 0, 0, '?', "a child"));
    assertThat(RunscProcesses.parse("")).isEmpty();
  }

  @Test
  void readsWhyACallFailed() {
    var log =
        """
        I1201 05:51:45.07 63 main.go:196] Version 0.0
        {"msg":"restoring container: statefile cannot be empty","level":"error","time":"2026"}
        {"msg":"nothing","level":"info","time":"2026"}
        """;

    assertThat(RunscErrors.messages(log))
        .isEqualTo("restoring container: statefile cannot be empty");
    assertThat(RunscErrors.messages("")).isEmpty();
  }

  @Test
  void hidesTheSettingsOfANetworkOnlyWhereThatIsWanted() {
    var command = Command.of("runsc", "run", "c");

    assertThat(RunscNetwork.with(command, true).argv())
        .anyMatch(word -> word.contains("rmem_default"))
        .endsWith("runsc", "run", "c");
    assertThat(RunscNetwork.with(command, false).argv())
        .noneMatch(word -> word.contains("rmem_default"))
        .endsWith("runsc", "run", "c");
  }

  @Test
  void knowsTheWaysOfItsCases() {
    assertThat(RunscMode.of("engine")).isEqualTo(RunscMode.USUAL);
    assertThat(RunscMode.of("engine-host-network")).isEqualTo(RunscMode.HOST_NETWORK);
    assertThatIllegalArgumentException().isThrownBy(() -> RunscMode.of("direct"));
  }
}
