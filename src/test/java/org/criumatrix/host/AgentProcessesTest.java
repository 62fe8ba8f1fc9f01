package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
class AgentProcessesTest {

  @Parameter TestHost kind;
  @TempDir Path scratch;
  private Host host;
  private String shown;

  @BeforeEach
  void open() {
    host = kind.open(scratch);
    shown = host.home() + "/shown";
  }

  @AfterEach
  void close() {
    if (host != null) {
      host.close();
    }
  }

  private static Command endless(String... argv) {
    return Command.of(argv).within(Duration.ZERO);
  }

  private static Command onTerminal(String file, String script) {
    return Command.of("sh", "-c", script).withOutputs(file, "").onTerminal(true);
  }

  private String shown() {
    return new String(host.read(shown), StandardCharsets.UTF_8);
  }

  @Test
  void seesWhatItStartedAndNothingElse() {
    assertThat(host.processes()).isEmpty();
    var first = host.start(endless("sleep", "60")).pid();
    var second = host.start(endless("sh", "-c", "sleep 60 & wait")).pid();
    var seen = TestHost.await(host::processes, all -> all.size() == 3);

    assertThat(seen).extracting(HostProcess::name).containsOnly("sleep", "sh");
    assertThat(seen)
        .filteredOn(p -> p.pid() == first)
        .allMatch(p -> p.group() == first && p.session() == first);
    assertThat(seen).filteredOn(p -> p.parent() == second).hasSize(1);
  }

  @Test
  void readsNamesThatAreMeantToMislead() {
    var script = "printf '%b' \"$0\" > /proc/$$/comm; echo up; read x < \"$1\"; :";
    var names = List.of("a) S 1 (b", "two words", "\\n", "\\0");
    host.execChecked(Command.of("mkfifo", host.home() + "/never"));
    for (var name : names) {
      var up = host.home() + "/up" + names.indexOf(name);
      var command = endless("sh", "-c", script, name, host.home() + "/never").withOutputs(up, "");
      host.follow(up, 0, host.start(command).pid(), Duration.ofSeconds(5));
    }

    assertThat(host.processes())
        .extracting(HostProcess::name)
        .containsExactlyInAnyOrder("a)_S_1_(b", "two_words", "_", "");
  }

  @Test
  void killsWhatIsItsOwnAndNothingElse() {
    var running = host.start(endless("sleep", "60"));
    host.kill(running.pid(), 15);

    assertThat(running.exit().join().signal()).isEqualTo(15);
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> host.kill(running.pid(), 0))
        .withMessage("local: kill: No such process");
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> host.kill((int) ProcessHandle.current().pid(), 0));
  }

  @Test
  void resetEndsDaemonsAndEverythingElse() {
    var seconds = TestHost.uniqueSeconds();
    var plain = host.start(endless("sleep", seconds));
    var daemon =
        "setsid sh -c 'trap \"\" TERM HUP; sleep %s & sleep %s' &".formatted(seconds, seconds);
    host.execChecked(Command.of("sh", "-c", daemon).withOutputs("", ""));
    assertThat(TestHost.await(() -> TestHost.running(seconds), n -> n == 4)).isEqualTo(4);
    host.reset();

    assertThat(host.processes()).isEmpty();
    assertThat(TestHost.running(seconds)).isZero();
    assertThat(plain.exit().join().signal()).isEqualTo(9);
    host.reset();
  }

  @Test
  void aJobHasATerminalOfItsOwnAndLeadsItsGroupOnly() {
    var exit = host.exec(onTerminal(shown, "tty; test -t 0 -a -t 1 -a -t 2; echo $?; exit 4"));

    assertThat(exit.code()).isEqualTo(4);
    assertThat(shown()).matches("/dev/pts/\\d+\r\n0\r\n");

    var running = host.start(onTerminal(shown, "sleep 60; :").within(Duration.ZERO));
    var job = TestHost.await(host::processes, all -> all.size() == 3);
    assertThat(job)
        .filteredOn(p -> p.pid() == running.pid())
        .allMatch(p -> p.group() == p.pid() && p.session() == p.parent());
    assertThat(job).extracting(HostProcess::name).contains("job-shell");
    host.kill(running.pid(), 9);
    assertThat(running.exit().join().signal()).isEqualTo(9);
  }

  @Test
  void allThatATerminalShowedIsThereWhenTheJobHasEnded() {
    // In one write, so that most of it is still on its way when the job has ended.
    var much = host.home() + "/much";
    host.write(much, "x".repeat(30_000).getBytes(StandardCharsets.UTF_8), Host.Mode.DATA);
    for (var i = 0; i < 20; i++) {
      host.execChecked(onTerminal(shown + i, "exec cat " + much));
      assertThat(host.read(shown + i)).hasSize(30_000);
    }
  }

  @Test
  void aJobsTimeLimitAndAResetLeaveNoShellBehind() {
    var exit = host.exec(onTerminal(shown, "sleep 60").within(Duration.ofMillis(100)));
    var running = host.start(onTerminal(shown, "sleep 60").within(Duration.ZERO));

    assertThat(exit.timedOut()).isTrue();
    host.reset();
    assertThat(running.exit().join().succeeded()).isFalse();
    assertThat(TestHost.await(host::processes, List::isEmpty)).isEmpty();
  }

  @Test
  void manyJobsOneAfterAnotherUseUpNothing() {
    for (var i = 0; i < 100; i++) {
      host.execChecked(onTerminal(shown, "echo " + i));
      host.execChecked(Command.of("true"));
    }

    assertThat(shown()).endsWith("99\r\n");
    assertThat(TestHost.await(host::processes, List::isEmpty)).isEmpty();
  }

  @Test
  void whatIsAdoptedIsNoLongerListedAndOutlivesAReset() {
    var daemon = host.start(endless("sleep", "60")).pid();
    host.adopt();
    var other = host.start(endless("sleep", "60")).pid();

    assertThat(host.processes()).extracting(HostProcess::pid).containsExactly(other);
    host.reset();
    assertThat(host.processes()).isEmpty();
    assertThat(host.exec(Command.of("test", "-d", "/proc/" + daemon)).succeeded()).isTrue();
  }

  @Test
  void whatIsAdoptedEndsWithTheHost() {
    var seconds = TestHost.uniqueSeconds();
    host.start(endless("sleep", seconds));
    host.adopt();
    host.close();
    host = null;

    assertThat(TestHost.await(() -> TestHost.running(seconds), n -> n == 0)).isZero();
  }
}
