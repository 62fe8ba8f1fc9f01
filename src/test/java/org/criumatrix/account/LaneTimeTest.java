package org.criumatrix.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LaneTimeTest {

  private static final double PAUSE_MS = 20;

  private final LaneTime time = new LaneTime();

  private static void pause() {
    var end = System.nanoTime() + (long) (PAUSE_MS * 1e6);
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Test
  void anActivityIsChargedWithItsTime() {
    time.spend("cells", LaneTimeTest::pause);
    time.spend("cells", LaneTimeTest::pause);

    assertThat(time.ms()).containsOnlyKeys("cells");
    assertThat(time.ms().get("cells")).isGreaterThanOrEqualTo(2 * PAUSE_MS);
  }

  @Test
  void theOuterActivityIsNotChargedForTheInnerOne() {
    var began = System.nanoTime();
    time.spend(
        "cells",
        () -> {
          pause();
          time.spend("golden runs", LaneTimeTest::pause);
        });
    var whole = (System.nanoTime() - began) / 1e6;

    var ms = time.ms();
    assertThat(ms.get("golden runs")).isGreaterThanOrEqualTo(PAUSE_MS);
    assertThat(ms.get("cells")).isGreaterThanOrEqualTo(PAUSE_MS);
    assertThat(ms.get("cells") + ms.get("golden runs")).isLessThanOrEqualTo(whole);
  }

  @Test
  void whatFailsIsChargedTooAndTheOuterActivityGoesOn() {
    assertThatThrownBy(
            () ->
                time.spend(
                    "cells",
                    () ->
                        time.spend(
                            "hosts opened",
                            () -> {
                              pause();
                              throw new IllegalStateException("no host");
                            })))
        .hasMessage("no host");
    time.spend("cells", LaneTimeTest::pause);

    assertThat(time.ms().get("hosts opened")).isGreaterThanOrEqualTo(PAUSE_MS);
    assertThat(time.ms().get("cells")).isGreaterThanOrEqualTo(PAUSE_MS);
  }
}
