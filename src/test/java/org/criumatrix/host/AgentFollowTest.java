package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.criumatrix.host.Host.Mode;
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
@Timeout(20)
class AgentFollowTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  @Parameter TestHost kind;
  @TempDir Path scratch;
  private Host host;
  private String file;

  @BeforeEach
  void open() {
    host = kind.open(scratch);
    file = host.home() + "/followed";
    write("one\n");
  }

  @AfterEach
  void close() {
    if (host != null) {
      host.close();
    }
  }

  private void write(String text) {
    host.write(file, text.getBytes(StandardCharsets.UTF_8), Mode.DATA);
  }

  @Test
  void givesWhatIsBeyondTheOffsetAtOnce() {
    assertThat(host.follow(file, 2, 0, LONG)).isEqualTo(new FileDelta("e\n", false));
  }

  @Test
  void waitsForGrowthOfAFileThatNeedNotBeThereYet() {
    var later = host.home() + "/later";
    var growth = CompletableFuture.supplyAsync(() -> host.follow(later, 0, 0, LONG));
    host.execChecked(Command.of("sh", "-c", "printf 'two\\n' > \"$0\"", later));

    assertThat(growth.join()).isEqualTo(new FileDelta("two\n", false));
  }

  @Test
  void givesUpWhenTheTimeIsOver() {
    var began = System.nanoTime();
    var growth = host.follow(file, 4, 0, Duration.ofMillis(50));

    assertThat(growth).isEqualTo(new FileDelta("", false));
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(50), Duration.ofSeconds(5));
  }

  @Test
  void endsWithTheProcessAndAfterAllThatItWrote() {
    var writer = Command.of("sh", "-c", "for i in 1 2 3; do echo $i; done").withOutputs(file, "");
    var pid = host.start(writer).pid();
    var seen = new StringBuilder();
    var growth = host.follow(file, 0, pid, LONG);
    while (!growth.gone()) {
      seen.append(growth.text());
      growth = host.follow(file, seen.length(), pid, LONG);
    }

    assertThat(seen).hasToString("one\n1\n2\n3\n");
    assertThat(growth.text()).isEmpty();
  }

  @Test
  void isGoneAtOnceWhereTheProcessAlreadyIs() {
    var pid = host.start(Command.of("true"));
    pid.await(Command.of("true"));

    assertThat(host.follow(file, 4, pid.pid(), LONG)).isEqualTo(new FileDelta("", true));
  }

  @Test
  void followsAPathOfAnyLength() {
    var folder = host.home();
    for (var i = 0; i < 8; i++) {
      folder += "/" + "d".repeat(200);
      host.mkdir(folder, Mode.PUBLIC);
    }
    host.write(folder + "/f", new byte[] {'x'}, Mode.DATA);

    assertThat(host.follow(folder + "/f", 0, 0, Duration.ofSeconds(1)).text()).isEqualTo("x");
  }
}
