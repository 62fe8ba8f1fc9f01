package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.criumatrix.cell.Waits;
import org.criumatrix.matrix.Phase;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.criumatrix.workload.Subject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On a busy machine a subject may end before its dump begins. CRIU is a script here. */
class EndedBeforeDumpTest {

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false);
    rigs.criuDoes("echo 'Error (criu/x.c:1): no such process' >$log; exit 1", "exit 1");
  }

  private static Outcome play(BiConsumer<Rig, Subject> dump, String count, boolean kills) {
    return rigs.play(
        rig -> {
          var subject = rig.start("simple-c", "--count", count);
          if (kills) {
            subject.kill(TestRigs.SHORT.settle());
          }
          Waits.await("its end", TestRigs.SHORT.start(), subject::tree, List::isEmpty);
          dump.accept(rig, subject);
        });
  }

  static List<Arguments> dumps() {
    return List.of(
        of("a dump", (rig, subject) -> rig.dump(subject)),
        of("a dump that leaves it running", (rig, subject) -> rig.dumpLeavingRunning(subject)),
        of("a dump that has to be refused", (rig, subject) -> rig.refusesToDump(subject, "no")));
  }

  private static Arguments of(String name, BiConsumer<Rig, Subject> dump) {
    return Arguments.argumentSet(name, dump);
  }

  @ParameterizedTest
  @MethodSource("dumps")
  void aSubjectThatCameToItsEndIsTheSuitesFault(BiConsumer<Rig, Subject> dump) {
    var outcome = play(dump, "30", false);

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.BROKEN);
    assertThat(outcome.error())
        .contains("subject1 came to its end before it could be dumped: this machine is too busy");
  }

  /** An earlier call of CRIU may have ended it. */
  @Test
  void oneThatEndedEarlyFailsAtTheDump() {
    var outcome = play((rig, subject) -> rig.dump(subject), "100000", true);

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(Phase.DUMP);
  }
}
