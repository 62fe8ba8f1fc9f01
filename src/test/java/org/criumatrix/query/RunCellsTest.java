package org.criumatrix.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.runs.Samples;
import org.junit.jupiter.api.Test;

class RunCellsTest {

  private static final CellRecord WORKS = Samples.cell("serial/simple-c").works();

  private static List<QueryCell> found(String query, Run... runs) {
    return Query.of(query, Synonyms.NONE).in(new QueryCells(RunCells.of(List.of(runs))));
  }

  @Test
  void aCellOfSeveralAttemptsIsTheOneThatDiffers() {
    var run =
        Samples.run(
            "a",
            Samples.cell("serial/simple-c").attempt(1).works(),
            Samples.cell("serial/simple-c").attempt(2).broken("disk is full"),
            Samples.cell("serial/simple-c").attempt(3).works());

    assertThat(found("attempts:3", run))
        .singleElement()
        .satisfies(c -> assertThat(c.record().error()).isEqualTo("disk is full"));
  }

  @Test
  void knowsTheMachineTheRunAndTheSituation() {
    var run = Samples.run("a", WORKS);

    assertThat(found("machine:epyc run:20261122T153000Z-* situation:*", run)).hasSize(1);
    assertThat(found("role:way", run)).hasSize(1);
  }

  @Test
  void ofCopiesOfARunTheMostCompleteOneCounts() {
    var other = Samples.cell("serial/java").works();
    var whole = Samples.run("whole", WORKS, other);
    var cutOff = new Run(Path.of("cut-off"), List.of(WORKS), whole.info());

    assertThat(found("", cutOff, whole)).hasSize(2);
    assertThat(found("", whole, cutOff, whole)).hasSize(2);
  }

  @Test
  void aRunWithoutProvenanceIsCalledByItsPlace() {
    var run = new Run(Path.of("half"), List.of(WORKS), Optional.empty());

    assertThat(found("run:half", run)).hasSize(1);
    assertThat(found("machine:*", run)).isEmpty();
  }
}
