package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildSelectionTest {

  private final BuildSelection selection =
      new BuildSelection(
          Stream.of("3.17.1", "4.1.1", "4.2.1", "4.3").map(Builds::named).toList(),
          BuildSelectionTest::elsewhere);

  /** Has the commits of a clone, and the release 3.19. */
  private static Optional<List<CriuBuild>> elsewhere(String word) {
    return switch (word) {
      case "git:v4.0" -> Optional.of(List.of(Builds.named("git:v4.0")));
      case "3.19" -> Optional.of(List.of(Builds.named("git:v3.19")));
      default -> Optional.empty();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*                | 3.17.1 4.1.1 4.2.1 4.3",
        "''               | 3.17.1 4.1.1 4.2.1 4.3",
        "4.*              | 4.1.1 4.2.1 4.3",
        "newest           | 4.3",
        "newest 3.17.1    | 3.17.1 4.3",
        "4.2.1 4.1.1 4.*1 | 4.1.1 4.2.1",
        "{3.17.1,4.3}     | 3.17.1 4.3",
        "!3.*             | 4.1.1 4.2.1 4.3",
        "4.* !4.3 !9.*    | 4.1.1 4.2.1",
        "git:v4.0 4.3     | 4.3 git:v4.0",
        "3.19 4.2.1       | 4.2.1 git:v3.19",
      })
  void picksOldestFirst(String globs, String expected) {
    assertThat(selection.select(globs))
        .extracting(CriuBuild::version)
        .containsExactly(expected.split(" "));
  }

  @Test
  void saysWhatThereIsWhenNothingMatches() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> selection.select("4.* 5.*"))
        .withMessage(
            "no CRIU build matches '5.*'; there are: 3.17.1, 4.1.1, 4.2.1, 4.3, newest,"
                + " path:/my/criu; -Dcriu.source=CLONE adds git:v4.0 and 4.0");
    for (var word : List.of("*", "newest", "4.*")) {
      assertThat(new BuildSelection(List.of(), none -> Optional.empty()).select(word)).isEmpty();
    }
  }

  @Test
  void commasSeparateLikeBlanks() {
    assertThat(selection.select("newest,3.17.1"))
        .extracting(CriuBuild::version)
        .containsExactly("3.17.1", "4.3");
  }

  @Test
  void takesABuildOfTheUsersOwn(@TempDir Path folder) throws Exception {
    var own = Builds.criu(folder.resolve("my-criu"), "4.2.1");

    assertThat(selection.select("path:" + own + " 4.2.1"))
        .extracting(CriuBuild::version)
        .containsExactly("4.2.1", "path:" + own);
  }
}
