package org.criumatrix.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.repository.Clone;
import org.criumatrix.testing.SampleClone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BisectionTest {

  private static final int LENGTH = 40;

  @TempDir static Path folder;
  private static final List<String> commits = new ArrayList<>();
  private static Clone clone;

  @BeforeAll
  static void makeHistory() throws Exception {
    var sample = SampleClone.in(folder.resolve("criu"));
    for (int i = 0; i < LENGTH; i++) {
      commits.add(sample.commit("count", String.valueOf(i)));
    }
    clone = sample.open();
  }

  private Optional<Boolean> worksFrom(int first, String commit) {
    return Optional.of(commits.indexOf(commit) >= first);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 38, 39})
  void findsWhatMendedAndWhatBroke(int change) {
    var mended = new Bisection(clone, c -> worksFrom(change, c));
    var broke = new Bisection(clone, c -> worksFrom(change, c).map(works -> !works));

    var good = mended.search(commits.get(0), "main");
    var bad = broke.search(commits.get(0), "main");

    assertThat(good).isEqualTo(new Bisection.Found(true, List.of(commits.get(change))));
    assertThat(bad).isEqualTo(new Bisection.Found(false, List.of(commits.get(change))));
    assertThat(mended.tried()).as("log2 of 39, and the ends").hasSizeLessThanOrEqualTo(8);
  }

  @Test
  void goesAroundWhatCannotBeBuiltAndNamesAllThatItMayBe() {
    var unbuilt = Set.of(commits.get(19), commits.get(20), commits.get(21));
    var far = new Bisection(clone, c -> unbuilt.contains(c) ? Optional.empty() : worksFrom(30, c));
    var near = new Bisection(clone, c -> unbuilt.contains(c) ? Optional.empty() : worksFrom(20, c));

    assertThat(far.search(commits.get(0), "main").suspects()).containsExactly(commits.get(30));
    assertThat(near.search(commits.get(0), "main").suspects())
        .containsExactlyInAnyOrder(
            commits.get(19), commits.get(20), commits.get(21), commits.get(22));
  }

  @Test
  void findsNothingIfBothEndsAreAlike() {
    var search = new Bisection(clone, c -> Optional.of(true));

    assertThat(search.search(commits.get(0), "main"))
        .isEqualTo(new Bisection.Found(true, List.of()));
    assertThat(search.tried()).contains(commits.get(0));
  }

  @Test
  void refusesEndsThatSayNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bisection(clone, c -> Optional.empty()).search("main~3", "main"))
        .withMessageContaining("main cannot be built");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bisection(clone, c -> Optional.of(true)).search("main", "main"))
        .withMessageContaining("has no commits");
  }

  @Test
  void seesBothSidesOfAMerge() throws Exception {
    var sample = SampleClone.in(folder.resolve("merged"));
    var base = sample.commit("a", "base");
    sample.git("checkout", "--quiet", "-b", "side");
    var side = sample.commit("b", "side");
    sample.git("checkout", "--quiet", "main");
    sample.commit("a", "main");
    sample.git("merge", "--quiet", "--no-edit", "side");
    var merged = sample.open();
    var search =
        new Bisection(
            merged,
            c ->
                Optional.of(sample.git("ls-tree", "--name-only", c).lines().anyMatch("b"::equals)));

    assertThat(search.search(base, "main").suspects()).containsExactly(side);
  }
}
