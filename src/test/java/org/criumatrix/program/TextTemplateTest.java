package org.criumatrix.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two uninterrupted runs decide which lines of a third one count; a semicolon ends a line here. */
class TextTemplateTest {

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(";"));
  }

  private static TextTemplate template(String one, String other) {
    return TextTemplate.of(lines(one), lines(other));
  }

  private static Optional<Difference> difference(String one, String other, String seen) {
    return template(one, other).difference("stdout", lines(seen));
  }

  private static void refuses(String one, String other, String seen, String where, String what) {
    assertThat(difference(one, other, seen))
        .contains(
            new Difference(
                where, what.split("\\|")[0].strip(), what.split("\\|")[1].strip(), false));
  }

  @Test
  void equalTextsAreComparedLineByLine() {
    var same = template("a;b;c", "a;b;c");

    assertThat(same.isComparable()).isTrue();
    assertThat(same.varying()).isZero();
    assertThat(same.difference("stdout", lines("a;b;c"))).isEmpty();
    refuses("a;b;c", "a;b;c", "a;x;c", "stdout line 2", "x | b");
    refuses("a;b;c", "a;b;c", "b;a;c", "stdout line 1", "b | a");
    refuses("a;b;c", "a;b;c", "a;b", "stdout line 3", "nothing | c");
    refuses("a;b;c", "a;b;c", "a;b;c;c", "stdout line 4", "c | nothing");
  }

  @Test
  void aRunThatPrintsNothingMustStaySilent() {
    var silent = template("", "");

    assertThat(silent.isComparable()).isFalse();
    assertThat(silent.difference("stderr", List.of())).isEmpty();
    assertThat(silent.difference("stderr", List.of("Segmentation fault")))
        .contains(new Difference("stderr line 1", "Segmentation fault", "nothing", false));
  }

  @Test
  void aNumberThatVariesMayBeAnyNumber() {
    var varies = template("pid 17 starts;done", "pid 4711 starts;done");

    assertThat(varies.varying()).isEqualTo(1);
    assertThat(varies.difference("stdout", lines("pid 5 starts;done"))).isEmpty();
    assertThat(varies.difference("stdout", lines("pid x starts;done")))
        .contains(new Difference("stdout line 1", "pid x starts", "pid … starts", false));
    assertThat(varies.difference("stdout", lines("pid 5 ends;done")))
        .contains(new Difference("stdout line 1", "pid 5 ends", "pid … starts", false));
  }

  @Test
  void aNumberThatStaysInALineThatVariesIsCompared() {
    refuses(
        "pid 17 adds 3",
        "pid 18 adds 3",
        "pid 19 adds 4",
        "stdout line 1",
        "pid 19 adds 4 | pid … adds 3");
  }

  @Test
  void blanksThatAlignNumbersDoNotCount() {
    assertThat(difference("pid   7 up", "pid 4711 up", "pid  42 up")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a;noise;b,  a;b",
    "a;b,        a;noise;b",
    "a;first;b,  a;second;b",
  })
  void aLineThatComesAndGoesLeavesAGap(String one, String other) {
    var gap = template(one, other);

    assertThat(gap.varying()).isEqualTo(1);
    assertThat(gap.difference("stdout", lines("a;b"))).isEmpty();
    assertThat(gap.difference("stdout", lines("a;x;y;b"))).isEmpty();
  }

  @Test
  void whatFollowsAGapIsCompared() {
    refuses("a;noise;b;c", "a;b;c", "a;x;b;d", "stdout line 4", "d | c");
    refuses("a;noise;b;c", "a;b;c", "a;x;b;more;c", "stdout line 4", "more | c");
    refuses("a;noise;b;c", "a;b;c", "a;x;y", "stdout line 2", "x | b");
    refuses("a;noise;b", "a;b", "x;b", "stdout line 1", "x | a");
  }

  @Test
  void anythingMayStandInAGapAtTheEnd() {
    assertThat(difference("a;noise", "a", "a;x;y")).isEmpty();
    assertThat(difference("a;noise", "a", "a")).isEmpty();
    refuses("a;noise", "a", "b;x", "stdout line 1", "b | a");
  }

  @Test
  void linesAfterTheLastOneAreADifference() {
    refuses("a;pid 1", "a;pid 2", "a;pid 3;again", "stdout line 3", "again | nothing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elapsed 2 s",
        "Total wall time: 0:00:02",
        "took 2 ms",
        "2 MB/s",
        "rate 2",
        "took 2s",
      })
  void aTimeMayDiffer(String line) {
    var was = line.replace('2', '1');
    var seen = difference("a;" + was + ";b", "a;" + was + ";b", "a;" + line + ";b");

    assertThat(seen).contains(new Difference("stdout line 2", line, was, true));
  }

  @Test
  void aTimeHidesNoDifferenceBehindIt() {
    refuses("time 1;sum 5", "time 1;sum 5", "time 2;sum 6", "stdout line 2", "sum 6 | sum 5");
    refuses("time 1;sum 5", "time 1;sum 5", "time 2", "stdout line 2", "nothing | sum 5");
    refuses("time 1;end", "time 1;end", "time 2;end;end", "stdout line 3", "end | nothing");
  }

  @Test
  void aTimeAfterAGapHidesNoDifferenceEither() {
    var one = "noise;time 1;sum 5";

    refuses(one, "time 1;sum 5", "time 2;sum 6", "stdout line 2", "sum 6 | sum 5");
    assertThat(difference(one, "time 1;sum 5", "time 2;sum 5")).get().matches(Difference::isTime);
  }

  @Test
  void aWordMoreIsMoreThanATime() {
    refuses("time 1", "time 1", "time 2 lost", "stdout line 1", "time 2 lost | time 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"candidate 2", "section 2", "strategy 2", "iterate 2", "timestep 2"})
  void aLetterSequenceInsideAWordMakesNoTime(String line) {
    var was = line.replace('2', '1');

    refuses(was, was, line, "stdout line 1", line + "|" + was);
  }

  @Test
  void textsThatShareNothingShowNothing() {
    assertThat(template("a;b", "c;d").isComparable()).isFalse();
    assertThat(difference("a;b", "c;d", "x")).isEmpty();
  }

  @Test
  @Timeout(20)
  void aLongLineIsLookedAtOnce() {
    var begun = System.nanoTime();
    var one = "ACGT".repeat(7_500);

    assertThat(LinePattern.of(one + "A", one + "C")).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
  }
}
