package org.criumatrix.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The moments of a run that takes ten seconds. */
class MomentsTest {

  private static final Duration RUN = Duration.ofSeconds(10);

  private static List<Duration> at(String... words) {
    return Moments.of(List.of(words), null, 0, 1).in(RUN);
  }

  private static List<Duration> random(int count, long seed) {
    return Moments.of(List.of(), null, count, seed).in(RUN);
  }

  private static Duration ms(long ms) {
    return Duration.ofMillis(ms);
  }

  @Test
  void thereAreTwoUnlessSomethingElseIsAsked() {
    assertThat(at()).containsExactly(ms(3000), ms(7000));
  }

  @Test
  void partsAndSecondsAreSortedAndOnceEach() {
    assertThat(at("50%", "2s", "1.5", "12.5%", "5s"))
        .containsExactly(ms(1250), ms(1500), ms(2000), ms(5000));
    assertThat(at("0%")).containsExactly(Duration.ZERO);
  }

  @Test
  void momentsBeyondTheEndAreLeftOut() {
    assertThat(at("2s", "10s", "30s")).containsExactly(ms(2000));
  }

  @Test
  void aRunThatIsTooShortForAllIsDumpedInTheMiddle() {
    assertThat(at("30s")).containsExactly(ms(5000));
  }

  @Test
  void everyFewSecondsEndsWithTheRun() {
    assertThat(Moments.of(List.of(), 2.5, 0, 1).in(RUN))
        .containsExactly(ms(2500), ms(5000), ms(7500));
    assertThat(Moments.of(List.of("1s"), 5.0, 0, 1).in(RUN)).containsExactly(ms(1000), ms(5000));
  }

  @Test
  void thereIsALimitToThem() {
    assertThat(Moments.of(List.of(), 0.001, 0, 1).in(RUN)).hasSize(100);
    assertThat(random(1000, 1)).hasSize(100).last().matches(m -> m.compareTo(ms(9000)) > 0);
  }

  @Test
  void randomOnesAreThoseOfTheirSeed() {
    assertThat(random(5, 7)).hasSize(5).isSorted().isEqualTo(random(5, 7));
    assertThat(random(5, 7))
        .allMatch(m -> m.compareTo(RUN) < 0)
        .doesNotContainSequence(random(5, 8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"half", "100%", "-1s", "5m", "", "%", "1e3"})
  void aWordThatIsNoneIsRefused(String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> at("10%", word))
        .withMessage("--at has parts of the run or seconds, 10%%,50%%,30s, not '%s'", word);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1})
  void aPauseHasToBeOne(double every) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Moments.of(List.of(), every, 0, 1))
        .withMessageStartingWith("--every ");
  }
}
