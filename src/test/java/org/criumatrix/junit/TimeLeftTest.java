package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TimeLeftTest {

  private static final double EXACTLY = 1e-9;

  @Test
  void aRowThatWasPlayedIsEstimatedByItsOwnCells() {
    var left = new TimeLeft(1);
    left.expects("serial", 1, 4);
    left.expects("containers", 1, 3);
    left.ended("serial", 2);
    left.ended("containers", 50);

    assertThat(left.seconds()).isCloseTo(3 * 2 + 2 * 50, within(EXACTLY));
  }

  @Test
  void aRowThatWasNotPlayedIsEstimatedByItsCost() {
    var left = new TimeLeft(1);
    left.expects("serial", 1, 2);
    left.expects("containers", 40, 10);
    left.ended("serial", 0.5);
    left.ended("serial", 1.5);

    assertThat(left.seconds()).isCloseTo(10 * 40 * 1.0, within(EXACTLY));
  }

  @Test
  void cellsSideBySideTakeTheTimeOfOne() {
    var left = new TimeLeft(2);
    left.expects("serial", 1, 5);
    left.ended("serial", 3);

    assertThat(left.seconds()).isCloseTo(4 * 3 / 2.0, within(EXACTLY));
  }

  @Test
  void theLastCellsOfARowCount() {
    var left = new TimeLeft(1);
    left.expects("serial", 1, 100);
    for (var i = 0; i < 40; i++) {
      left.ended("serial", i < 20 ? 50 : 2);
    }

    assertThat(left.seconds()).isCloseTo(60 * 2, within(EXACTLY));
  }

  @Test
  void nothingIsLeftWhenAllHaveEnded() {
    var left = new TimeLeft(2);
    left.expects("serial", 1, 1);
    left.ended("serial", 3);

    assertThat(left.seconds()).isZero();
  }
}
