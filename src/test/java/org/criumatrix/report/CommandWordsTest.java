package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;

class CommandWordsTest {

  @Test
  void hasProgramsActionsAndOptionsAndNothingThatPasses() {
    var cell =
        SampleCell.of("serial/c")
            .ran(
                "/var/cache/criu-4.3/criu dump -t 4711 -D '/tmp/criu-matrix/7 x/images' --ghost-limit=8M --external=mnt[/x]:y",
                "docker checkpoint create --checkpoint-dir=/tmp/a cr 3f2a8811bc")
            .fails("dump", "no");

    assertThat(CommandWords.of(cell))
        .isEqualTo(
            "criu dump -t -D images --ghost-limit --external docker checkpoint create --checkpoint-dir cr");
  }

  @Test
  void cellsWhoseCommandsDifferInPathsShareOneText() {
    var one = SampleCell.of("serial/c").ran("/a/1/criu dump -t 1").works();
    var other = SampleCell.of("serial/d").ran("/b/2/criu dump -t 22").works();

    assertThat(CommandWords.of(one)).isEqualTo(CommandWords.of(other)).isEqualTo("criu dump -t");
  }
}
