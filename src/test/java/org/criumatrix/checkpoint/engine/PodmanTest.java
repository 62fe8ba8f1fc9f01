package org.criumatrix.checkpoint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.criumatrix.host.Exit;
import org.junit.jupiter.api.Test;

class PodmanTest {

  private static Exit exit(int code, String stdout, String stderr) {
    return new Exit(
        code,
        0,
        false,
        Duration.ZERO,
        stdout.getBytes(StandardCharsets.UTF_8),
        stderr.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aPodmanThatRefusesTheHostIsUnavailableWithItsReason() {
    var message = "time=\"2026-12-01T00:00:00Z\" level=fatal msg=\"Cgroups v1 not supported\"\n";

    assertThat(Podman.refusal(exit(1, "", message)))
        .hasValue("podman needs pure cgroup v2 and reports here: Cgroups v1 not supported");
  }

  @Test
  void aPodmanThatOnlyWarnsOfVersion1IsUsed() {
    var warning = "WARN[0000] Using cgroups-v1 which is deprecated in favor of cgroups-v2\n";

    assertThat(Podman.refusal(exit(0, "Version: 5.4.2\n", warning))).isEmpty();
  }

  @Test
  void aPodmanThatFailsOtherwiseIsNotUnavailable() {
    assertThat(Podman.refusal(exit(125, "", "Error: no such file\n"))).isEmpty();
  }
}
