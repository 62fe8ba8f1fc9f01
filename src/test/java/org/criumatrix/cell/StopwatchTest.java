package org.criumatrix.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.criumatrix.matrix.Phase;
import org.junit.jupiter.api.Test;

class StopwatchTest {

  private static final long PAUSE_MS = 20;

  private final Stopwatch stopwatch = new Stopwatch();

  @Test
  void givesEachPartWhatFollowsItsBeginning() {
    stopwatch.enter(Stopwatch.PREPARE);
    stopwatch.enter(Phase.START);
    pause();
    stopwatch.enter(Phase.DUMP);
    stopwatch.enter(Phase.START);
    pause();
    stopwatch.stop();
    pause();

    assertThat(stopwatch.ms()).containsOnlyKeys("prepare", "start", "dump");
    assertThat(stopwatch.ms().keySet()).startsWith("prepare", "start");
    assertThat(stopwatch.ms().get("start")).isGreaterThanOrEqualTo(2 * PAUSE_MS);
  }

  @Test
  void doesNotCountExcludedActions() {
    // Before the stopwatch: what a busy machine does between the two is in both.
    var began = System.nanoTime();
    stopwatch.enter(Phase.START);
    var answer = stopwatch.without(StopwatchTest::pause);
    var besides = (System.nanoTime() - began) / 1e6;
    pause();
    stopwatch.stop();
    var all = (System.nanoTime() - began) / 1e6;

    assertThat(answer).isEqualTo("done");
    assertThat(besides).isGreaterThanOrEqualTo(PAUSE_MS);
    assertThat(stopwatch.ms().get("start")).isBetween((double) PAUSE_MS, all - PAUSE_MS);
  }

  private static String pause() {
    var end = System.nanoTime() + PAUSE_MS * 1_000_000;
    for (var left = PAUSE_MS * 1_000_000; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return "done";
  }
}
