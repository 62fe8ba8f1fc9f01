package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is ended before a restore leaves its PIDs to the restored one. */
class PidsFreeAgainTest {

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false, "tools/end");
  }

  /** Runs a shell script on a host; {@code $0} is the tool. */
  private static Exit run(String script) {
    var exit = new AtomicReference<Exit>();
    var outcome =
        rigs.play(
            rig -> {
              var here = rig.environment().first();
              var tool = here.workloads() + "/tools/end";
              exit.set(here.host().exec(Command.of("sh", "-c", script, tool)));
              TestRigs.plain(rig);
            });
    assertThat(outcome.error()).isNull();
    return exit.get();
  }

  /** The host's first process takes notice of their ends. */
  @Test
  void theToolEndsProcessesAndWaitsForTheirNumbers() {
    var exit =
        run(
            "start() { sleep 100 >/dev/null & echo $!; };"
                + " first=$(start) && second=$(start) && $0 20000 $first $second"
                + " && [ ! -e /proc/$first ] && [ ! -e /proc/$second ]");

    assertThat(exit.describe() + exit.stderr()).isEqualTo("exit 0");
  }

  /** A PID stays in use until the parent takes notice, which the tool does not do here. */
  @Test
  void theToolReportsANumberThatStaysInUse() {
    var exit = run("sleep 100 >/dev/null 2>&1 & exec $0 50 $!");

    assertThat(exit.stderr()).matches("end: \\d+ is still in use\n");
    assertThat(exit.succeeded()).isFalse();
  }

  @Test
  void theToolTakesAProcessThatIsGone() {
    assertThat(run("$0 20000 $(sh -c 'echo $$')").succeeded()).isTrue();
  }

  private static void endsAndPlaysAgain(Rig rig) {
    var subject = rig.start("simple-c", "--count", "100000");
    rig.end(subject);
    assertThat(subject.tree()).isEmpty();
    TestRigs.plain(rig);
  }

  @Test
  void aSubjectIsEndedByIt() {
    var outcome = rigs.play(PidsFreeAgainTest::endsAndPlaysAgain);

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
  }
}
