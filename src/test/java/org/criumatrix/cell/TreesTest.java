package org.criumatrix.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.host.HostProcess;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.verdict.Failure;
import org.junit.jupiter.api.Test;

class TreesTest {

  /** A job of shell 50: group and session of 100, and a child in a group and session of its own. */
  private static final HostProcess JOB = process(100, 50, 100, 50);

  private static final HostProcess CHILD = process(101, 100, 101, 101);
  private static final List<HostProcess> TREE = List.of(JOB, CHILD);

  private static HostProcess process(int pid, int parent, int group, int session) {
    return new HostProcess(pid, parent, group, session, 'S', "work");
  }

  @Test
  void nothingIsMissingWhereAllIsAsItWas() {
    assertThat(Trees.missing(TREE, List.of(process(1, 0, 1, 1), CHILD, JOB))).isEmpty();
    assertThat(Trees.missing(List.of(), List.of())).isEmpty();
  }

  @Test
  void whatIsGoneIsMissing() {
    assertThat(Trees.missing(TREE, List.of(JOB)))
        .contains(Failure.of(FailureId.PROCESS_MISSING, "work (pid 101, state S)"));
    assertThat(Trees.missing(TREE, List.of()))
        .contains(Failure.of(FailureId.PROCESS_MISSING, "work (pid 100, state S)"));
  }

  @Test
  void aProcessOfAnotherGroupSessionOrParentInsideTheTreeIsNotWhatItWas() {
    var message =
        "work (pid 101, state S) came back with parent %d, group %d, session %d instead of 100, 101, 101";

    assertThat(Trees.missing(TREE, List.of(JOB, process(101, 100, 100, 101))).map(Failure::text))
        .contains(message.formatted(100, 100, 101));
    assertThat(Trees.missing(TREE, List.of(JOB, process(101, 100, 101, 100))).map(Failure::text))
        .contains(message.formatted(100, 101, 100));
    assertThat(Trees.missing(TREE, List.of(JOB, process(101, 1, 101, 101))).map(Failure::text))
        .contains(message.formatted(1, 101, 101));
  }

  @Test
  void aJobMayComeBackUnderAnotherShell() {
    assertThat(Trees.missing(TREE, List.of(process(100, 70, 100, 70), CHILD))).isEmpty();
  }

  @Test
  void aliveIsWhatOfTheTreeIsStillThere() {
    assertThat(Trees.alive(TREE, List.of(process(7, 1, 7, 7), CHILD))).containsExactly(CHILD);
    assertThat(Trees.alive(TREE, List.of(process(7, 1, 7, 7)))).isEmpty();
  }

  @Test
  void ofATreeThatHasOtherNumbersNowAsManyOfEachNameAreThere() {
    var named = List.of(named(1, "sh"), named(2, "work"), named(3, "work"));

    assertThat(
            Trees.missingByName(named, List.of(named(7, "work"), named(8, "sh"), named(9, "work"))))
        .isEmpty();
    assertThat(Trees.missingByName(named, List.of(named(7, "work"), named(8, "sh"))))
        .contains(Failure.of(FailureId.PROCESS_MISSING, "work (pid 3, state S)"));
    assertThat(Trees.missingByName(named, List.of()))
        .contains(Failure.of(FailureId.PROCESS_MISSING, "sh (pid 1, state S)"));
  }

  private static HostProcess named(int pid, String name) {
    return new HostProcess(pid, 0, pid, pid, 'S', name);
  }
}
