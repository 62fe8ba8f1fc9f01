package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord;
import org.criumatrix.runs.AdviceScore.Count;
import org.criumatrix.runs.AdviceScore.Line;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Prediction;
import org.junit.jupiter.api.Test;

class AdviceScoreTest {

  private static final Prediction.Failure NO_SOCKETS =
      new Prediction.Failure(Phase.DUMP, "*no sockets*");
  private static final Prediction.Failure LOST = new Prediction.Failure(Phase.RESTORE, "lost");

  private static SampleCell cell(String name) {
    return Samples.cell("network/" + name).held("inet-socket", "ghost-file:6M").predicted();
  }

  private static SampleCell doomed(String name) {
    return cell(name).predicted(LOST, NO_SOCKETS);
  }

  private static AdviceScore score(CellRecord... cells) {
    return AdviceScore.of(List.of(List.of(cells)));
  }

  @Test
  void countsEachResult() {
    var score =
        score(
            cell("a").works(),
            doomed("b").fails("dump", "there are no sockets"),
            doomed("c").fails("dump", "something else"),
            cell("d").fails("dump", "something else"),
            doomed("e").works(),
            doomed("f").refuses());

    assertThat(score.total()).isEqualTo(new Count(1, 2, 1, 1, 1));
    assertThat(score.total().cells()).isEqualTo(6);
    assertThat(score.total().found()).hasValue(0.5);
    assertThat(score.total().alarms()).hasValue(0.5);
    assertThat(score.findsEnough()).isFalse();
    assertThat(score.alarmsFew()).isFalse();
  }

  @Test
  void cellsThatSayNothingAboutCriuOrHaveNoPredictionDoNotCount() {
    var score =
        score(
            doomed("a").unavailable("no network"),
            doomed("b").broken("disk full"),
            Samples.cell("network/c").works());

    assertThat(score.total()).isEqualTo(new Count(0, 0, 0, 0, 0));
    assertThat(score.total().found()).isEmpty();
    assertThat(score.total().alarms()).isEmpty();
    assertThat(score.findsEnough()).isTrue();
    assertThat(score.alarmsFew()).isTrue();
  }

  @Test
  void ofSeveralAttemptsTheWorstCountsAndEachRunCounts() {
    var fails = cell("a").judged(Judgement.REGRESSION).fails("dump", "no luck");
    var run = List.of(fails, cell("a").attempt(2).works());

    assertThat(AdviceScore.of(List.of(run)).total()).isEqualTo(new Count(0, 0, 0, 1, 0));
    assertThat(AdviceScore.of(List.of(run, run)).total()).isEqualTo(new Count(0, 0, 0, 2, 0));
  }

  @Test
  void aCellCountsForTheCauseThatWasSeenOrElseForTheOneThatWasPredicted() {
    var score =
        score(
            doomed("hit-first").fails("dump", "no sockets"),
            doomed("hit-last").fails("restore", "it is lost"),
            doomed("wrong").fails("answer", "garbage"),
            doomed("alarm").works(),
            cell("missed-known").fails("restore", "lost again"),
            cell("missed").fails("answer", "garbage of all kinds"),
            cell("right").works());

    assertThat(score.causes())
        .containsExactly(
            new Line("fails at dump: *no sockets*", new Count(0, 1, 1, 0, 1)),
            new Line("fails at restore: lost", new Count(0, 1, 0, 1, 0)),
            new Line("fails at answer: garbage of all kinds", new Count(0, 0, 0, 1, 0)));
  }

  @Test
  void aCellCountsForEachTraitOfItsProgram() {
    var score =
        score(
            cell("a").works(),
            cell("b").held("inet-socket").fails("dump", "something"),
            cell("c").held().works(),
            Samples.cell("network/d").predicted().works());

    assertThat(score.traits())
        .containsExactly(
            new Line("inet-socket", new Count(1, 0, 0, 1, 0)),
            new Line("(none)", new Count(1, 0, 0, 0, 0)),
            new Line("(not known)", new Count(1, 0, 0, 0, 0)),
            new Line("ghost-file", new Count(1, 0, 0, 0, 0)));
  }

  @Test
  void listsWhatWasPredictedWronglyMissesFirst() {
    var alarm = doomed("a").works();
    var wrong = doomed("b").fails("answer", "garbage");
    var miss = cell("c").fails("dump", "something");

    assertThat(score(alarm, wrong, miss, cell("d").works()).wrong())
        .extracting(w -> w.result() + " " + w.cell().caseId())
        .containsExactly("MISS network/c", "WRONG_CAUSE network/b", "FALSE_ALARM network/a");
  }

  @Test
  void theGoalsAreShares() {
    var hits = new CellRecord[100];
    for (var i = 0; i < hits.length; i++) {
      hits[i] = (i < 95 ? doomed("hit-" + i) : cell("miss-" + i)).fails("dump", "no sockets");
    }
    assertThat(score(hits).findsEnough()).isTrue();
    hits[0] = cell("miss").fails("dump", "no sockets");
    assertThat(score(hits).findsEnough()).isFalse();

    var works = new CellRecord[100];
    for (var i = 0; i < works.length; i++) {
      works[i] = (i < 1 ? doomed("alarm") : cell("works-" + i)).works();
    }
    assertThat(score(works).alarmsFew()).isTrue();
    works[1] = doomed("another").works();
    assertThat(score(works).alarmsFew()).isFalse();
  }
}
