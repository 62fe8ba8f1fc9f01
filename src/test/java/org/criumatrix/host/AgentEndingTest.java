package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The agent knows how processes ended whose parent it is, or became. */
@ParameterizedClass
@EnumSource
@Timeout(20)
class AgentEndingTest {

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

  private Running start(String script) {
    return host.start(Command.of("sh", "-c", script).within(Duration.ZERO));
  }

  private OptionalInt ending(int pid) {
    return TestHost.await(() -> host.ending(pid), OptionalInt::isPresent);
  }

  @Test
  void anExitCodeIsItself() {
    var one = start("exit 3");
    var other = start("exit 0");
    one.exit().join();
    other.exit().join();

    assertThat(host.ending(one.pid())).hasValue(3);
    assertThat(host.ending(other.pid())).hasValue(0);
    assertThat(host.ending(one.pid())).as("asked again").hasValue(3);
  }

  @Test
  void aSignalIsCountedFrom128() {
    var running = start("exec sleep 60");
    host.kill(running.pid(), 15);
    running.exit().join();

    assertThat(host.ending(running.pid())).hasValue(143);
  }

  @Test
  void whatRunsOrWasNeverThereHasNoEnding() {
    var running = start("exec sleep 60");

    assertThat(host.ending(running.pid())).isEmpty();
    assertThat(host.ending(4_194_304)).isEmpty();
  }

  /** A restored program is one, too, once the CRIU that made it has ended. */
  @Test
  void anOrphanIsAdopted() {
    var gate = host.home() + "/gate";
    host.execChecked(Command.of("mkfifo", gate));
    var orphan = "(read go <'%s'; exit 7) >&- 2>&- & echo $!".formatted(gate);
    var pid = Integer.parseInt(host.execChecked(Command.of("sh", "-c", orphan)).stdout().strip());
    assertThat(host.ending(pid)).isEmpty();
    host.execChecked(Command.of("sh", "-c", "echo go >'%s'".formatted(gate)));

    assertThat(ending(pid)).hasValue(7);
  }

  @Test
  void aChildOfAnotherProcessIsUnknown() {
    var file = host.home() + "/child";
    start("sh -c 'exit 7' & echo $! >'%s'; wait; exit 4".formatted(file)).exit().join();
    var child = new String(host.read(file), StandardCharsets.UTF_8).strip();

    assertThat(host.ending(Integer.parseInt(child))).isEmpty();
  }

  @Test
  void theLastThousandAreRemembered() {
    var first = start("exit 5");
    first.exit().join();
    // Each of the shell's children becomes one of the agent.
    host.execChecked(Command.of("sh", "-c", "for i in $(seq 1 500); do (true &) done; sleep 0.3"));

    assertThat(host.ending(first.pid())).hasValue(5);
    host.execChecked(Command.of("sh", "-c", "for i in $(seq 1 700); do (true &) done; sleep 0.3"));
    assertThat(TestHost.await(() -> host.ending(first.pid()), OptionalInt::isEmpty)).isEmpty();
  }
}
