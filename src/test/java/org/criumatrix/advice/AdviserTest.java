package org.criumatrix.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.criumatrix.matrix.Plan;
import org.junit.jupiter.api.Test;

class AdviserTest {

  private final Adviser adviser = Questions.adviser();

  private Advice of(String... traits) {
    return adviser.advise(Questions.of(traits), "4.3");
  }

  private static List<Effect> effects(List<Finding> findings) {
    return findings.stream().map(Finding::effect).toList();
  }

  @Test
  void whatProgramsHadThatCameBackIsFine() {
    var advice = of("pipe");

    assertThat(advice.answer()).isEqualTo(Answer.WORKS);
    assertThat(effects(advice.withOptions())).containsExactly(Effect.FINE);
    assertThat(advice.options()).isEmpty();
  }

  @Test
  void whatNoRunHasTriedIsNeverFine() {
    assertThat(of("pipe", "perf").answer()).isEqualTo(Answer.UNKNOWN);
    assertThat(adviser.advise(Questions.of("pipe"), "5.0").answer()).isEqualTo(Answer.UNKNOWN);
    assertThat(of().answer()).isEqualTo(Answer.WORKS);
    assertThat(adviser.advise(Questions.of(), "5.0").answer()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void whatIsLostSilentlyComesBackChanged() {
    var advice = of("affinity", "pipe");

    assertThat(advice.answer()).isEqualTo(Answer.WORKS_WITH_CHANGES);
    assertThat(effects(advice.withOptions())).containsExactly(Effect.CHANGED, Effect.FINE);
    assertThat(advice.options()).isEmpty();
  }

  @Test
  void aRemedyBecomesAnOptionAndItsCauseIsSolved() {
    var advice = of("tcp-established", "pipe");

    assertThat(advice.answer()).isEqualTo(Answer.WORKS_WITH_CHANGES);
    assertThat(advice.options()).containsExactly("--tcp-established");
    assertThat(effects(advice.asItIs())).contains(Effect.REFUSED);
    assertThat(advice.solved()).hasSize(1);
    assertThat(advice.withOptions()).noneMatch(f -> f.cause().isPresent());
  }

  /** A file of 3 MiB is kept with --ghost-limit, but no run of these has shown it. */
  @Test
  void whatAnOptionLetsThroughMustHaveBeenTriedToo() {
    assertThat(of("ghost-file:3M").answer()).isEqualTo(Answer.UNKNOWN);
    assertThat(of("ghost-file:3M").options()).containsExactly("--ghost-limit=3M");
  }

  @Test
  void aRemedyMayNeedAnotherOne() {
    var q = Questions.with(Questions.of("tcp-established"), "capabilities", Set.of());
    var advice = adviser.advise(q, "4.3");

    assertThat(advice.options()).containsExactly("--tcp-established", "--network-lock=nftables");
    assertThat(advice.answer()).isEqualTo(Answer.WORKS_WITH_CHANGES);
  }

  @Test
  void whatWasTriedWithAnOptionOnlyIsAdvisedWithIt() {
    var advice = of("session-outside");

    assertThat(advice.options()).containsExactly("--shell-job");
    assertThat(effects(advice.asItIs())).containsExactly(Effect.UNTRIED);
    assertThat(effects(advice.withOptions())).containsExactly(Effect.FINE);
    assertThat(advice.answer()).isEqualTo(Answer.WORKS_WITH_CHANGES);
  }

  /** That every run with it had connections, too, is no reason for options about connections. */
  @Test
  void anOptionThatDoesNotMatterIsNotAdvised() {
    var advice = of("terminal-master");

    assertThat(advice.options()).isEmpty();
    assertThat(advice.answer()).isEqualTo(Answer.WORKS);
  }

  @Test
  void aSilentChangeIsSaid() {
    var advice = of("eventfd-semaphore");

    assertThat(advice.answer()).isEqualTo(Answer.WORKS_WITH_CHANGES);
    assertThat(effects(advice.withOptions())).containsExactly(Effect.CHANGED);
  }

  @Test
  void aRefusalWithoutARemedyDoesNotWork() {
    var older = adviser.advise(Questions.of("io_uring", "perf"), "4.2");

    assertThat(older.answer()).isEqualTo(Answer.FAILS);
    assertThat(effects(older.withOptions())).containsExactly(Effect.REFUSED, Effect.UNTRIED);
    assertThat(of("io_uring").answer()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void aPlanDecidesToo() {
    var q = Questions.with(Questions.of("pipe"), "root", Set.of(Plan.WITHOUT_FILES));
    var advice = adviser.advise(q, "4.3");

    assertThat(advice.answer()).isEqualTo(Answer.FAILS);
    assertThat(effects(advice.withOptions())).containsExactly(Effect.LOST, Effect.FINE);
  }

  @Test
  void whatTheCallerUsesInAnyCaseStays() {
    var q = Questions.with(Questions.of("pipe"), "root", Set.of(), "--tcp-close");

    assertThat(adviser.advise(q, "4.3").options()).containsExactly("--tcp-close");
  }

  @Test
  void nothingIsSaidOfWhatCannotBeSeen() {
    var q = Questions.of("pipe");
    var hidden =
        new Question(
            q.traits(), List.of("fd: denied"), q.kernel(), "root", "none", List.of(), Set.of());

    assertThat(adviser.advise(hidden, "4.3").answer()).isEqualTo(Answer.UNKNOWN);
  }
}
