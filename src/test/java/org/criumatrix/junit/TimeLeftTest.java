package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TimeLeftTest {

  private static final double EXACTLY = 1e-9;
  private static final String NEWEST = "4.3";
  private static final String OLD = "3.17.1";

  @Test
  void aRowThatWasPlayedIsEstimatedByItsOwnCells() {
    var left = new TimeLeft(1);
    left.expects("serial", NEWEST, 1, 4);
    left.expects("containers", NEWEST, 1, 3);
    left.ended("serial", NEWEST, 2, 2);
    left.ended("containers", NEWEST, 50, 50);

    assertThat(left.seconds()).isCloseTo(3 * 2 + 2 * 50, within(EXACTLY));
  }

  @Test
  void aRowThatWasNotPlayedIsEstimatedByItsCost() {
    var left = new TimeLeft(1);
    left.expects("serial", NEWEST, 1, 2);
    left.expects("containers", NEWEST, 40, 10);
    left.ended("serial", NEWEST, 0.5, 0.5);
    left.ended("serial", NEWEST, 1.5, 1.5);

    assertThat(left.seconds()).isCloseTo(10 * 40 * 1.0, within(EXACTLY));
  }

  @Test
  void cellsSideBySideTakeTheTimeOfOne() {
    var left = new TimeLeft(2);
    left.expects("serial", NEWEST, 1, 5);
    left.ended("serial", NEWEST, 3, 3);

    assertThat(left.seconds()).isCloseTo(4 * 3 / 2.0, within(EXACTLY));
  }

  @Test
  void anotherBuildTakesAsLongUntilItIsPlayed() {
    var left = new TimeLeft(1);
    left.expects("serial", NEWEST, 1, 1);
    left.expects("serial", OLD, 1, 10);
    left.ended("serial", NEWEST, 3, 3);

    assertThat(left.seconds()).isCloseTo(10 * 3 * 1.25, within(EXACTLY));
  }

  @Test
  void aBuildThatNeedsAFractionInOneRowNeedsItInOthersToo() {
    var left = new TimeLeft(1);
    left.expects("serial", NEWEST, 1, 1);
    left.expects("serial", OLD, 1, 1);
    left.expects("containers", NEWEST, 40, 1);
    left.expects("containers", OLD, 40, 5);
    left.ended("serial", NEWEST, 2, 2);
    left.ended("containers", NEWEST, 100, 100);
    left.ended("serial", OLD, 0.5, 0.5);

    assertThat(left.seconds()).isCloseTo(5 * 25 * 1.25, within(EXACTLY));
  }

  @Test
  void whatIsAroundTheFirstBuildsCellsIsNotExpectedAroundOthers() {
    var left = new TimeLeft(1);
    left.expects("serial", NEWEST, 1, 1);
    left.expects("serial", OLD, 1, 4);
    left.ended("serial", NEWEST, 30, 2);

    assertThat(left.seconds()).isCloseTo(4 * 2 * 1.25, within(EXACTLY));
  }

  @Test
  void nothingIsLeftWhenAllHaveEnded() {
    var left = new TimeLeft(2);
    left.expects("serial", NEWEST, 1, 1);
    left.ended("serial", NEWEST, 3, 3);

    assertThat(left.seconds()).isZero();
  }
}
