package org.criumatrix.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Host;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.matrix.Phase;
import org.criumatrix.privilege.Account;
import org.criumatrix.privilege.Privileges;
import org.criumatrix.program.Client;
import org.criumatrix.program.Compared;
import org.criumatrix.program.Difference;
import org.criumatrix.program.Program;
import org.criumatrix.program.Readiness;
import org.criumatrix.testing.NativeBuild;
import org.criumatrix.workload.ProgramWorkload;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of small programs that nobody dumps. */
@Timeout(60)
class ProgramRunTest {

  private static final Readiness AT_ONCE = Readiness.of("after", "0");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(1);

  @TempDir Path folder;
  @AutoClose private Host host;

  @BeforeEach
  void open() {
    var agent = NativeBuild.with("agent").resolve("agent");
    host = LocalHosts.with(agent, folder).open(Map.of());
  }

  private static Program program(
      String script, Readiness ready, int stop, Duration runs, Optional<Client> client) {
    return new Program(
        "program",
        List.of("sh", "-c", script),
        Map.of("GREETING", "hello"),
        Map.of("input", "5\n"),
        "test ! -e output",
        ready,
        false,
        stop,
        runs,
        client,
        List.of(),
        Compared.ALL);
  }

  private static Program program(String script, Readiness ready) {
    return program(script, ready, 0, Duration.ZERO, Optional.empty());
  }

  private static Program served(String script, String client, String ready) {
    return program(script, AT_ONCE, 15, Duration.ZERO, Optional.of(new Client(client, ready)));
  }

  private ProgramRun begin(Program program, Duration limit) {
    var caller = new CriuCaller(host, null, Privileges.all(true).get(0), limit);
    var context =
        new RuntimeContext(
            host, Optional.empty(), "", "", host.home() + "/cell", "", caller, Account.ROOT);
    host.mkdir(context.folder(), Host.Mode.PUBLIC);
    var subject = context.launch("subject", false).start(new ProgramWorkload(program));
    var waits = new Waits(limit, limit, limit, limit);
    return ProgramRun.inItsFolder(context, program, subject, waits);
  }

  private ProgramRun ready(Program program, Duration limit) {
    var run = begin(program, limit);
    run.awaitReady();
    return run;
  }

  private static void fails(Phase phase, String text, Runnable action) {
    assertThatExceptionOfType(PhaseFailure.class)
        .isThrownBy(action::run)
        .satisfies(e -> assertThat(e.phase()).isEqualTo(phase))
        .satisfies(e -> assertThat(e.failure().text()).matches(text));
  }

  @Test
  void itsResultIsWhatItPrintedWroteAndReturned() {
    var script = "sleep 0.2; echo $GREETING; echo no >&2; cat input >output; rm input; exit 3";
    var result = ready(program(script, AT_ONCE), LONG).finish();

    assertThat(result.exit()).hasValue(3);
    assertThat(result.stdout()).containsExactly("hello");
    assertThat(result.stderr()).containsExactly("no");
    assertThat(result.client()).isEmpty();
    assertThat(result.files()).containsOnlyKeys("output");
    assertThat(result.files().get("output").lines()).contains(List.of("5"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "line  | ^up$  | sleep 0.2; echo up; exec sleep 60",
        "line  | ^up$  | sleep 0.2; echo up >&2; exec sleep 60",
        "file  | up    | sleep 0.2; touch up; exec sleep 60",
        "cpu   | 0.2   | while :; do :; done",
        "after | 0.3   | exec sleep 60",
        "port  | 47113 | exec python3 -m http.server --bind 127.0.0.1 47113",
      })
  void eachSignIsSeen(String kind, String value, String script) {
    var run = begin(program(script, Readiness.of(kind, value)), LONG);
    var sign = new ReadySign(run.subject(), Readiness.of(kind, value));

    assertThat(sign.isThere()).as("at once").isFalse();
    run.awaitReady();
    assertThat(run.subject().tree()).isNotEmpty();
  }

  @Test
  void aSignThatDoesNotComeIsDescribed() {
    fails(
        Phase.START,
        "not ready within 1 s: no line with 'up' in its output",
        () -> ready(program("exec sleep 60", Readiness.of("line", "up")), SHORT));
  }

  @Test
  void aProgramThatEndsBeforeIsNotReady() {
    fails(
        Phase.START,
        "ended before it was ready: exit 3, no input",
        () -> ready(program("echo no input >&2; exit 3", Readiness.USUAL), LONG));
    host.remove(host.home() + "/cell");
    fails(
        Phase.START,
        "ended before it was ready: exit 0",
        () -> ready(program("echo up", Readiness.of("line", "down")), LONG));
  }

  @Test
  void aProgramThatDoesNotEndFails() {
    var run = ready(program("exec sleep 60", AT_ONCE), SHORT);

    fails(Phase.ANSWER, "no end within 1 s", run::finish);
  }

  @Test
  void aSignalEndsAProgramThatDoesNotEndByItself() {
    var forever = program("exec sleep 60", AT_ONCE, 15, Duration.ofMillis(300), Optional.empty());
    var begun = System.nanoTime();

    assertThat(ready(forever, LONG).finish().exit()).hasValue(143);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofMillis(290), LONG);
  }

  @Test
  void aClientStartsWhenTheProgramIsReadyAndEndsBeforeIt() {
    var client = "echo up; sleep 0.2; cat input; echo $GREETING";
    var result = ready(served("trap 'exit 4' TERM; sleep 60 & wait", client, "up"), LONG).finish();

    assertThat(result.client()).containsExactly("up", "5", "hello");
    assertThat(result.exit()).hasValue(4);
    assertThat(result.files()).as("its client's output is none").containsOnlyKeys("input");
  }

  @Test
  void aClientThatIsNotReadyIsNamed() {
    fails(
        Phase.START,
        "not ready within 1 s: its client prints no 'up'",
        () -> ready(served("exec sleep 60", "exec sleep 60", "up"), SHORT));
  }

  @Test
  void aClientThatDoesNotEndFailsAndIsEndedWithTheRun() {
    var run = ready(served("exec sleep 60", "exec sleep 61", ""), SHORT);

    fails(Phase.ANSWER, "no end within 1 s", run::finish);
    run.end();
    run.subject().kill(LONG);
    assertThat(Waits.await("no process", LONG, host::processes, List::isEmpty).met()).isTrue();
  }

  @Test
  void aClientThatWaitsInVainShowsThatARestoredProgramStands() {
    var run = ready(served("exec sleep 60", "exec sleep 60", ""), SHORT);

    fails(
        Phase.PROGRESS,
        "no output and no processor time within 1 s of the restore",
        run::awaitActivity);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "while :; do :; done                | exec sleep 60",
        "exec sleep 60                      | while sleep 0.1; do echo up; done",
        "while sleep 0.1; do echo up; done  | exec sleep 60",
        "exec sleep 0.5                     | exec sleep 60",
      })
  void whatWritesOrComputesOrEndsIsActive(String script, String client) {
    var run = ready(served(script, client, ""), LONG);
    var begun = System.nanoTime();
    run.awaitActivity();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONG);
  }

  @Test
  void aProgramThatSleepsWithoutAClientIsNotWaitedFor() {
    ready(program("exec sleep 60", AT_ONCE), SHORT).awaitActivity();
  }

  @Test
  void theFirstDifferenceIsTheFailure() {
    assertThat(ProgramRun.failure(new Difference("exit code", "1", "0", false)).text())
        .isEqualTo("exit code is '1', an uninterrupted run has '0'");
  }
}
