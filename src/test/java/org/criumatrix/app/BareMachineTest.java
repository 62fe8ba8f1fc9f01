package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests those paths through .ci/bare and .ci/bare-machine that make no machine. */
class BareMachineTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  private static LocalCommand.Result call(String script, String... words) {
    var argv = new ArrayList<>(List.of("bash", script));
    argv.addAll(Arrays.asList(words));
    return LocalCommand.run(LIMIT, Map.of(), argv);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "two", "1 -Dcriu=newest", "-- -Dcriu=newest"})
  void whatCannotBeUnderstoodIsAnErrorOfUse(String words) {
    var result = call(".ci/bare", words.isEmpty() ? new String[0] : words.split(" "));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.stderr()).isEqualTo("usage: .ci/bare ROUNDS [-- ARGUMENT...]\n");
  }

  /** Returns the last four lines of a command that succeeds, or all output if it fails. */
  @Test
  void aCommandThatFailsShowsMoreAndPassesItsExitCodeOn() throws Exception {
    var passed = run("seq 100");
    var failed = run("seq 100; exit 7");

    assertThat(passed.exit()).isZero();
    assertThat(passed.stdout().lines().skip(1).limit(4)).containsExactly("97", "98", "99", "100");
    assertThat(failed.exit()).isEqualTo(7);
    assertThat(failed.stdout().lines()).contains("21", "100").doesNotContain("20");
    assertThat(failed.stdout()).contains("bare: exit code 7 after ");
    assertThat(folder.resolve("it.log")).content().startsWith("1\n2\n");
  }

  private LocalCommand.Result run(String command) throws Exception {
    var script = Files.readString(Path.of(".ci/bare-machine")).replace("/root/", folder + "/");
    var copy = Files.writeString(folder.resolve("bare-machine"), script);
    return call(copy.toString(), "run", "it", "sh", "-c", command);
  }
}
