package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that is a script, and answers as long as there is a certain file. */
@Timeout(60)
class DaemonTest {

  private static final String NAME = "engined";
  private static final int SIGKILL = 9;

  @TempDir Path folder;
  @AutoClose private Host host;

  @BeforeEach
  void open() {
    assumeTrue(LocalHosts.isRoot(), "a host of its own needs root");
    var agent = NativeBuild.with("agent").resolve("agent");
    host = LocalHosts.with(agent, folder).open(Map.of());
  }

  private void start(String script) {
    var program = "/run/" + NAME;
    host.write(program, script.getBytes(StandardCharsets.UTF_8), Host.Mode.PUBLIC);
    Daemon.start(host, Command.of(program), question());
  }

  private static Command question() {
    return Command.of("test", "-e", "/run/answer");
  }

  @Test
  void oneThatAnswersIsNotLost() {
    start("#!/bin/sh\n: >/run/answer; sleep 600; :\n");

    assertThat(Daemon.lost(host, NAME, question())).isEmpty();
  }

  @Test
  void oneThatDiesIsLostAndItsLastOutputIsReported() {
    start("#!/bin/sh\n: >/run/answer; echo well; echo 'out of memory' >&2; sleep 600; :\n");
    host.remove("/run/answer");
    host.processes().stream()
        .filter(p -> p.runs(NAME))
        .mapToInt(HostProcess::pid)
        .forEach(pid -> host.kill(pid, SIGKILL));
    host.await(
        "the end of the daemon",
        Duration.ofSeconds(10),
        Duration.ofMillis(5),
        host::processes,
        all -> all.stream().noneMatch(p -> p.runs(NAME)));

    assertThat(Daemon.lost(host, NAME, question()))
        .contains("engined has died; its last words: out of memory");
  }

  @Test
  void oneThatHangsIsLostToo() {
    start("#!/bin/sh\n: >/run/answer; sleep 600; :\n");
    host.remove("/run/answer");

    assertThat(Daemon.lost(host, NAME, question()))
        .hasValueSatisfying(how -> assertThat(how).startsWith("engined does not answer any more"));
  }

  @Test
  void oneThatEndsBeforeItAnswersSaysWhy() {
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> start("#!/bin/sh\necho 'no overlay here' >&2; exit 1\n"))
        .withMessage("engined does not answer: no overlay here");
  }
}
