package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;

class ChangeTest {

  private static final CellRecord WORKS = cell().works();
  private static final CellRecord FAILS = cell().fails("dump", "sockets.c: no");
  private static final CellRecord UNAVAILABLE = cell().unavailable("no device");
  private static final CellRecord BROKEN = cell().broken("disk full");

  private static SampleCell cell() {
    return Samples.cell("serial/java");
  }

  private static Optional<ChangeKind> kind(CellRecord before, CellRecord after) {
    return kind(List.of(before), List.of(after));
  }

  private static Optional<ChangeKind> kind(List<CellRecord> before, List<CellRecord> after) {
    return Change.of("a", seen(before), seen(after)).map(Change::kind);
  }

  private static Optional<CellAttempts> seen(List<CellRecord> attempts) {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(new CellAttempts(attempts));
  }

  @Test
  void sameIsNoChange() {
    for (var record : List.of(WORKS, FAILS, UNAVAILABLE, BROKEN)) {
      assertThat(kind(record, record)).isEmpty();
    }
  }

  @Test
  void aVerdictThatChangesIsOne() {
    assertThat(kind(WORKS, FAILS)).contains(ChangeKind.REGRESSION);
    assertThat(kind(FAILS, WORKS)).contains(ChangeKind.IMPROVEMENT);
  }

  @Test
  void aFailureElsewhereOrOtherwiseIsOne() {
    var later = cell().fails("restore", "sockets.c: no");

    assertThat(kind(later, FAILS)).contains(ChangeKind.CHANGED);
    assertThat(kind(later, cell().fails("restore", "files.c: no"))).contains(ChangeKind.CHANGED);
    assertThat(kind(FAILS, cell().fails("dump", "files.c: no"))).contains(ChangeKind.CHANGED);
  }

  @Test
  void aFailureInALaterPhaseGotFurtherWhateverItsError() {
    assertThat(kind(FAILS, cell().fails("restore", "sockets.c: no"))).contains(ChangeKind.FURTHER);
    assertThat(kind(FAILS, cell().fails("clean", "left behind"))).contains(ChangeKind.FURTHER);
  }

  @Test
  void aRefusalIsAsGoodAsARestore() {
    var refuses = cell().refuses();

    assertThat(kind(refuses, refuses)).isEmpty();
    assertThat(kind(refuses, FAILS)).contains(ChangeKind.REGRESSION);
    assertThat(kind(FAILS, refuses)).contains(ChangeKind.IMPROVEMENT);
    assertThat(kind(refuses, UNAVAILABLE)).contains(ChangeKind.LOST);
    assertThat(kind(UNAVAILABLE, refuses)).contains(ChangeKind.FOUND);
    assertThat(kind(WORKS, refuses)).contains(ChangeKind.CHANGED);
  }

  @Test
  void anOlderSuiteCalledARefusalWorksToo() {
    var older = cell().byAnOlderSuite().works();

    assertThat(kind(older, cell().refuses())).isEmpty();
    assertThat(kind(cell().refuses(), older)).isEmpty();
    assertThat(kind(older, WORKS)).isEmpty();
    assertThat(kind(older, FAILS)).contains(ChangeKind.REGRESSION);
  }

  @Test
  void aCellThatTellsNothingAnyMoreIsLost() {
    assertThat(kind(WORKS, UNAVAILABLE)).contains(ChangeKind.LOST);
    assertThat(kind(FAILS, BROKEN)).contains(ChangeKind.LOST);
    assertThat(kind(UNAVAILABLE, BROKEN)).contains(ChangeKind.LOST);
    assertThat(kind(BROKEN, UNAVAILABLE)).isEmpty();
  }

  @Test
  void aCellThatTellsSomethingNowIsFoundWhateverItTells() {
    assertThat(kind(UNAVAILABLE, FAILS)).contains(ChangeKind.FOUND);
    assertThat(kind(BROKEN, WORKS)).contains(ChangeKind.FOUND);
  }

  @Test
  void cellsComeAndGo() {
    assertThat(kind(List.of(), List.of(FAILS))).contains(ChangeKind.NEW);
    assertThat(kind(List.of(WORKS), List.of())).contains(ChangeKind.GONE);
  }

  @Test
  void whatOneRunSawBothWaysIsUnsteadyAndNoRegression() {
    var both =
        List.of(
            WORKS, cell().attempt(2).judged(Judgement.REGRESSION).fails("dump", "sockets.c: no"));

    assertThat(kind(both, List.of(FAILS))).contains(ChangeKind.UNSTEADY);
    assertThat(kind(List.of(WORKS), both)).contains(ChangeKind.UNSTEADY);
    assertThat(kind(both, List.of(cell().fails("answer", "wrong")))).contains(ChangeKind.FURTHER);
    assertThat(seen(both).orElseThrow().describe()).isEqualTo("fails at dump in 1 of 2 attempts");
  }

  @Test
  void onlyWhatGotWorseIsWorse() {
    assertThat(ChangeKind.values())
        .filteredOn(ChangeKind::isWorse)
        .containsExactly(ChangeKind.REGRESSION, ChangeKind.CHANGED, ChangeKind.LOST);
  }
}
