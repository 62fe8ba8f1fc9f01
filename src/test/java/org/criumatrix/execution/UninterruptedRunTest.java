package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.criumatrix.checkpoint.control.Restarter;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.criumatrix.workload.Workload;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer is compared with that of an uninterrupted run, which must itself succeed. */
class UninterruptedRunTest {

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false);
  }

  /** A shell script as a workload. */
  private record Script(String text) implements Workload {

    @Override
    public String name() {
      return "script";
    }

    @Override
    public List<String> argv(String folder) {
      return List.of("sh", "-c", text);
    }

    @Override
    public Pattern progressLine() {
      return Pattern.compile("(step|answer) .*");
    }
  }

  private static Outcome plays(String script) {
    return rigs.play(
        rig -> {
          var placement = rig.environment().at(rig.environment().first());
          var subject = rig.launcher().start(placement, new Script(script), false);
          rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
        });
  }

  private static void isBroken(String script, String error) {
    var outcome = plays(script);
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.BROKEN);
    assertThat(outcome.error()).isEqualTo("the uninterrupted run of script " + error);
  }

  @Test
  void oneThatEndsWithAnAnswerIsGood() {
    var outcome = plays("echo step 1; echo answer 2");

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
  }

  @Test
  void oneThatComplainsIsTheSuitesFault() {
    isBroken(
        "echo step 1; echo answer 2; echo 'check failed: descriptor 3' >&2",
        "fails: check failed: descriptor 3\n");
  }

  @Test
  void oneThatPrintsNoStepIsTheSuitesFault() {
    isBroken("echo hello", "fails: ");
  }

  /** Nothing in its output shows it. */
  @Test
  void aRestartOfAProgramThatDoesNotSignItsRunFailsAtAlive() {
    // A loop in place of a pause: it is one process at any moment.
    var pause = "i=0; while [ $i -lt 10000 ]; do i=$((i+1)); done";
    var steps = "for k in $(seq 60); do echo step $k; %s; done; echo answer 1".formatted(pause);
    var outcome =
        rigs.play(
            new Restarter(),
            rig -> {
              var placement = rig.environment().at(rig.environment().first());
              rig.restore(rig.dump(rig.launcher().start(placement, new Script(steps), false)));
            });

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(Phase.ALIVE);
    assertThat(outcome.error()).isEqualTo("started afresh, and not restored");
  }
}
