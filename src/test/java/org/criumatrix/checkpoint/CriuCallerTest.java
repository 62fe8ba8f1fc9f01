package org.criumatrix.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.Host;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.privilege.Prepared;
import org.criumatrix.privilege.Privileges;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call of CRIU ends even if CRIU does not. */
class CriuCallerTest {

  private static final Duration LIMIT = Duration.ofSeconds(3);

  @TempDir Path folder;
  private Host host;

  @BeforeEach
  void open() {
    host =
        LocalHosts.with(NativeBuild.with("agent").resolve("agent"), folder)
            .open(Map.of("criu", folder));
  }

  @AfterEach
  void close() {
    if (host != null) {
      host.close();
    }
  }

  private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

  private CriuCall call(String script) throws IOException {
    var program = folder.resolve("criu");
    Files.writeString(program, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    var caller =
        new CriuCaller(
            host,
            new Prepared(program.toString(), List.of()),
            Privileges.all(LocalHosts.isRoot()).get(0),
            LIMIT);
    return caller.call("dump", folder.toString(), List.of());
  }

  @Test
  void aHangingCallIsKilledAndItsProcessStatesAreKept() throws IOException {
    var call = call("sleep 77 & wait\n");

    assertThat(call.exit().timedOut()).isTrue();
    assertThat(call.stuck()).contains("sleep 77", "State:\tS (sleeping)", "wchan");
    // A busy machine may need a moment to remove a killed process.
    assertThat(
            host.await("no process", LIMIT, POLL_INTERVAL, host::processes, List::isEmpty).seen())
        .isEmpty();
  }

  @Test
  void aCallThatEndsInTimeHasNoProcessStates() throws IOException {
    var call = call("exit 3\n");

    assertThat(call.exit().code()).isEqualTo(3);
    assertThat(call.stuck()).isEmpty();
  }
}
