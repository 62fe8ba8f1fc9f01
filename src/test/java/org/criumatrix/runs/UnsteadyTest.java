package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.Selection;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;

class UnsteadyTest {

  private static SampleCell cell() {
    return Samples.cell("serial/java");
  }

  private static List<Unsteady> among(Run... runs) {
    return Unsteady.among(HistoryPoint.byCell(List.of(runs), Selection.of("")));
  }

  private static Run run(RunInfo info, CellRecord... records) {
    return Samples.run("r", info, List.of(records));
  }

  @Test
  void findsDifferentEndsWithinARunAndKeepsEveryAttempt() {
    var run =
        Samples.run(
            "a",
            cell().attempt(1).works(),
            cell().attempt(2).fails("dump", "no"),
            cell().attempt(3).works());

    assertThat(among(run))
        .singleElement()
        .satisfies(
            u -> {
              assertThat(u.ends()).isEqualTo(Map.of("works", 2, "fails at dump", 1));
              assertThat(u.attempts()).hasSize(3);
              assertThat(u.inputs())
                  .isEqualTo(
                      new Unsteady.Inputs(cell().works().id(), "6.18.44-fc", "bb", Samples.SUITE));
            });
  }

  @Test
  void findsThemAcrossRuns() {
    var ends = List.of(cell().works(), cell().attempt(2).fails("dump", "no"));

    assertThat(among(Samples.run("a", ends.get(0)), Samples.run("b", ends.get(1)))).hasSize(1);
    assertThat(among(Samples.run("a", ends.get(0)), Samples.run("b", ends.get(0)))).isEmpty();
  }

  @Test
  void anotherKernelBuildOrSuiteIsAReason() {
    var works = Samples.run("a", cell().works());
    var fails = cell().attempt(2).fails("dump", "no");
    var otherSuite = Samples.info("0.2.0 (abc)", 1, Map.of());
    var otherBuild =
        Samples.with(
            Samples.info(1), Samples.facts("EPYC"), List.of(Samples.build("4.3", "other")));

    assertThat(among(works, run(Samples.info(1), fails))).hasSize(1);
    assertThat(among(works, run(otherSuite, fails))).isEmpty();
    assertThat(among(works, run(otherBuild, fails))).isEmpty();
    assertThat(
            among(
                works, Samples.run("b", cell().attempt(2).on("local", "7.2").fails("dump", "no"))))
        .isEmpty();
  }

  @Test
  void whatCannotBeRunHasNoEnd() {
    assertThat(
            among(
                Samples.run("a", cell().works()),
                Samples.run("b", cell().attempt(2).unavailable("no device"))))
        .isEmpty();
  }

  @Test
  void aRunThatWasResumedCountsItsFirstHalfOnce() {
    var run = Samples.run("a", cell().works());
    var points = HistoryPoint.byCell(List.of(run, run), Selection.of("serial/*"));

    assertThat(points.get(cell().works().id())).hasSize(1);
    assertThat(HistoryPoint.byCell(List.of(run), Selection.of("network/*"))).isEmpty();
  }
}
