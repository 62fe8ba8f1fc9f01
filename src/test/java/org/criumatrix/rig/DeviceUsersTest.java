package org.criumatrix.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.cell.Waits;
import org.criumatrix.host.Command;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceUsersTest {

  @Test
  void findsThoseThatHaveAFileOpenAndNoOthers(@TempDir Path scratch) {
    var agent = NativeBuild.with("agent").resolve("agent");
    try (var host = LocalHosts.with(agent, scratch).open(Map.of())) {
      var sleep = Command.of("sleep", "60").withOutputs("", "").within(Duration.ZERO);
      var user = host.start(sleep).pid();
      var processes = host.processes();

      assertThat(DeviceUsers.of(host, processes, "/dev/nul*")).containsExactly(user);
      assertThat(DeviceUsers.of(host, processes, "/dev/fuse*")).isEmpty();
      host.kill(user, 9);
      assertThat(
              Waits.await("no process", Waits.USUAL.settle(), host::processes, List::isEmpty)
                  .seen())
          .isEmpty();
      assertThat(DeviceUsers.of(host, processes, "/dev/nul*")).isEmpty();
      assertThat(DeviceUsers.of(host, host.processes(), "/dev/nul*")).isEmpty();
    }
  }
}
