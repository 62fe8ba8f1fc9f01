package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {

  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofNanos(1000);

  private static <T> Waited<T> inVain(String what, T seen) {
    return Await.until(what, SHORT, PAUSE, () -> seen, s -> false);
  }

  @Test
  void endsWithTheFirstValueThatIsWanted() {
    var number = new AtomicInteger();
    var waited = Await.until("the number 5", LONG, PAUSE, number::incrementAndGet, n -> n == 5);

    assertThat(waited.met()).isTrue();
    assertThat(waited.orThrow(IllegalStateException::new)).isEqualTo(5);
  }

  @Test
  void saysWhatWasAwaitedHowLongAndWhatWasSeenLast() {
    assertThatIllegalStateException()
        .isThrownBy(() -> inVain("an empty queue", "7\n 8\n").orThrow(IllegalStateException::new))
        .withMessage("waited 20 ms for an empty queue; last seen: 7, 8");
    assertThat(new Waited<>("a slot", LONG, 0, false).describe())
        .isEqualTo("waited 60 s for a slot; last seen: 0");
  }

  @Test
  void whatIsNotThereIsNothing() {
    assertThat(List.of(inVain("a", Optional.empty()), inVain("a", List.of()), inVain("a", " \n")))
        .allMatch(w -> w.describe().equals("waited 20 ms for a; last seen: nothing"));
    assertThat(inVain("a", Optional.of("b")).describe()).endsWith("; last seen: b");
    assertThat(inVain("an answer", false).describe()).isEqualTo("waited 20 ms for an answer");
  }

  @Test
  void cutsALongText() {
    assertThat(inVain("a", "x".repeat(5000)).describe()).hasSizeLessThan(300).endsWith("x…");
  }

  @Test
  void looksOnceAtLeast() {
    assertThat(Await.until("a", Duration.ZERO, PAUSE, () -> 1, n -> n == 1).met()).isTrue();
  }

  @Test
  void aCheckedExceptionIsTheCallersToo() {
    assertThatIOException()
        .isThrownBy(
            () -> Await.until("a", LONG, PAUSE, () -> Files.size(Path.of("/no/file")), n -> n > 0));
  }

  @Test
  void anExceptionEndsTheWait() {
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(
            () ->
                Await.until(
                    "a",
                    LONG,
                    PAUSE,
                    () -> {
                      throw new HostException("lost");
                    },
                    s -> true))
        .withMessage("lost");
  }

  /** Short waits end soon after what they wait for, and long ones cost little processor time. */
  @Test
  void pausesGrowWithTheTimeWaited() {
    var looks = new ArrayList<Long>();
    Await.until("a", Duration.ofMillis(300), PAUSE, () -> looks.add(System.nanoTime()), s -> false);
    var late = looks.get(looks.size() - 1) - 100_000_000;

    assertThat(looks).as("looks in 300 ms").hasSizeBetween(10, 3000);
    assertThat(looks.stream().filter(at -> at > late))
        .as("in the last 100 ms")
        .hasSizeBetween(2, 25);
  }
}
