package org.criumatrix.checkpoint.zdtm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loaded runner with a program in place of zdtm.py, which ends as its first argument says. */
class LoadedRunnerTest {

  private static final String PROGRAM =
      """
      import os, sys
      calls = 0
      if __name__ == "__main__":
          calls += 1
          print("call", calls, sys.argv[1:], flush=True)
          if sys.argv[1] == "kill":
              os.kill(os.getpid(), 9)
          sys.exit(int(sys.argv[1]))
      """;

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path folder;
  @AutoClose private Host host;
  private LoadedRunner runner;

  @BeforeEach
  void compile() throws Exception {
    var agent = NativeBuild.with("agent").resolve("agent");
    host = LocalHosts.with(agent, folder).open(Map.of());
    runner = new LoadedRunner(host, host.home());
    host.write(host.home() + "/zdtm.py", PROGRAM.getBytes(StandardCharsets.UTF_8), Mode.DATA);
    var compile = "import py_compile; py_compile.compile('zdtm.py', 'zdtm.pyc', doraise=True)";
    host.execChecked(Command.of("python3", "-c", compile).in(host.home()));
  }

  private String output(String name) {
    return host.home() + "/" + name;
  }

  private Exit call(String output, String... words) {
    return host.exec(runner.call(List.of(words), output(output)));
  }

  @Test
  void eachCallIsAProcessOfItsOwn() {
    runner.start();

    assertThat(call("first", "0", "a 'word'\"").code()).isZero();
    assertThat(call("second", "3").code()).isEqualTo(3);
    assertThat(call("third", "kill").code()).isEqualTo(137);
    assertThat(new String(host.read(output("first")), StandardCharsets.UTF_8))
        .isEqualTo("call 1 ['0', 'a \\'word\\'\"']\n");
    assertThat(new String(host.read(output("second")), StandardCharsets.UTF_8))
        .isEqualTo("call 1 ['3']\n");
  }

  @Test
  void itIsNoLeftoverOfACell() {
    runner.start();
    call("first", "0");

    host.reset();

    assertThat(host.processes()).isEmpty();
    assertThat(runner.lost()).isEmpty();
    assertThat(call("second", "0").code()).isZero();
  }

  @Test
  void itsEndIsNoticed() {
    runner.start();
    host.execChecked(Command.of("sh", "-c", "kill -9 $(cat loaded.pid)").in(host.home()));

    var lost =
        host.await("its end", LIMIT, LIMIT.dividedBy(500), runner::lost, Optional::isPresent);

    assertThat(lost.seen()).isPresent();
    assertThat(new LoadedRunner(host, host.home() + "/other").lost()).as("never started").isEmpty();
  }

  @Test
  void aRunnerThatCannotBeLoadedIsReported() {
    host.remove(host.home() + "/zdtm.pyc");

    assertThatThrownBy(runner::start)
        .isInstanceOf(HostException.class)
        .hasMessageContaining("zdtm.py cannot be loaded")
        .hasMessageContaining("FileNotFoundError");
  }
}
