package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.runs.AdviceScore;
import org.junit.jupiter.api.Test;

class AdviceTableTest {

  private static final String TEXT =
      AdviceTable.text(AdviceScore.of(List.of(AdvisedRun.records())), 1);

  @Test
  void hasATableByCauseAndByTrait() {
    assertThat(TEXT.lines().map(l -> l.replaceAll(" +", " ")))
        .contains(
            "6 cells with a prediction, of 1 run: 3 fail or refuse, 3 work",
            " cells hit cause miss right alarm found alarms",
            "all 6 1 1 1 2 1 33.3 % 33.3 %",
            "By cause",
            "fails at restore: *Can't bind inet socket* 2 0 1 0 0 1 0.0 % 100.0 %",
            "By trait",
            "udp-socket 1 0 0 0 0 1 - 100.0 %");
  }

  @Test
  void listsEachErrorWithItsCellItsPredictionAndItsOutcome() {
    assertThat(TEXT)
        .containsSubsequence(
            "miss: network/epoll[criu=4.3,",
            "  predicted  works\n",
            "  seen       fails at answer: the periodic timer is not armed any more\n",
            "wrong cause: network/tcp-moved[criu=4.3,",
            "  predicted  fails at restore: *Can't bind inet socket*\n",
            "  seen       fails at progress: Connection reset by peer\n",
            "false alarm: network/udp[criu=4.3,",
            "  seen       works\n");
  }

  @Test
  void saysWhetherTheGoalsAreMet() {
    assertThat(TEXT)
        .endsWith(
            """
            missed  33.3 % of the failing cells are predicted with the right cause, at least 95.0 %
            missed  33.3 % of the others are false alarms, at most 1.0 %
            """);
    var works = List.of(AdvisedRun.records().get(1), AdvisedRun.hit(AdvisedRun.CAUSE));
    assertThat(AdviceTable.text(AdviceScore.of(List.of(works)), 1))
        .contains("met     100.0 % of the failing", "met     0.0 % of the others");
  }
}
