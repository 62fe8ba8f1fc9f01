package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CapabilitySweepTest {

  private static final Set<String> BASE = Set.of("base");
  private static final List<String> CANDIDATES = List.of("base", "a", "b", "c", "x", "y");

  private final List<Set<String>> tried = new ArrayList<>();

  private Optional<Set<String>> smallest(Predicate<Set<String>> passes) {
    return new CapabilitySweep(
            BASE,
            CANDIDATES,
            set -> {
              tried.add(Set.copyOf(set));
              return passes.test(set);
            })
        .smallest();
  }

  @Test
  void findsTheOneThatIsMissingThoughAllTogetherDoNotHelp() {
    // Like CAP_SETGID: with it CRIU does more, and fails at that.
    assertThat(smallest(s -> s.containsAll(Set.of("base", "x")) && !s.contains("y")))
        .contains(Set.of("base", "x"));
  }

  @Test
  void findsAPairThatIsNeeded() {
    assertThat(smallest(s -> s.containsAll(Set.of("base", "a", "x"))))
        .contains(Set.of("base", "a", "x"));
  }

  @Test
  void findsMoreThanAPairByShrinkingAll() {
    assertThat(smallest(s -> s.containsAll(Set.of("base", "a", "x", "y"))))
        .contains(Set.of("base", "a", "x", "y"));
  }

  @Test
  void dropsWhatOfTheBaseIsNotNeeded() {
    assertThat(smallest(s -> s.contains("x"))).contains(Set.of("x"));
  }

  @Test
  void saysWhenNothingHelps() {
    assertThat(smallest(s -> false)).isEmpty();
    assertThat(new CapabilitySweep(BASE, List.of("base"), s -> false).smallest()).isEmpty();
  }

  @Test
  void triesNeitherTheBaseAloneNorWithoutItBeforeSomethingPasses() {
    smallest(s -> false);

    assertThat(tried).allMatch(s -> s.contains("base") && s.size() > 1);
    assertThat(tried).doesNotHaveDuplicates().hasSize(5 + 10 + 1);
  }

  @Test
  void givesASetThatPassesAndOfWhichNothingCanBeLeftOut() {
    assertThat(smallest(s -> s.contains("a") && (s.contains("b") || s.contains("c"))))
        .contains(Set.of("a", "b"));
  }
}
