package org.criumatrix.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.criumatrix.batch.registry.BatchSystems;
import org.junit.jupiter.api.Test;

/** Checks which sources contain the names of batch systems. */
class BatchNamesTest {

  private static final Path MAIN = Path.of("src/main/java/org/criumatrix");
  private static final Path TESTS = Path.of("src/test/java/org/criumatrix");

  private static final List<String> NAMES = List.of("condor", "slurm");

  /** Tests of contrib's programs, and of what users select and see. */
  private static final Set<String> TESTS_THAT_MAY =
      Set.of(
          "app/CriuJobHarmedTest.java",
          "app/CriuJobHomeTest.java",
          "app/CriuJobPlaceTest.java",
          "app/CriuJobRealTest.java",
          "app/CriuJobSignalTest.java",
          "app/CriuJobTest.java",
          "app/HtCondorPoolTest.java",
          "app/PlayedJob.java",
          "app/SlurmScriptTest.java",
          "junit/AxesTest.java",
          "junit/SettingsTest.java",
          "report/InterruptedJobTest.java",
          "site/PagesTest.java",
          "site/SampleData.java",
          "site/SearchInBrowserTest.java",
          "site/SearchSample.java",
          "site/SiteTest.java",
          "site/SituationPagesTest.java",
          "situation/SynonymsTest.java",
          "target/JobTargetsTest.java");

  @Test
  void onlyBatchKnowsABatchSystemByName() throws IOException {
    assertThat(namingOne(MAIN)).isEmpty();
  }

  @Test
  void ofTheTestsOnlyThoseThatHaveToDoSo() throws IOException {
    assertThat(namingOne(TESTS))
        .filteredOn(file -> !file.startsWith("scenario/") && !file.equals("ArchitectureTest.java"))
        .containsExactlyInAnyOrderElementsOf(TESTS_THAT_MAY);
  }

  @Test
  void theNamesInGlobsAreThoseOfTheList() {
    assertThat(BatchSystems.NAMES).isEqualTo(String.join(",", BatchSystems.names()));
  }

  private static List<String> namingOne(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(f -> f.toString().endsWith(".java") && !f.startsWith(root.resolve("batch")))
          .filter(BatchNamesTest::namesOne)
          .map(f -> root.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  private static boolean namesOne(Path file) {
    try {
      var text = Files.readString(file).toLowerCase(Locale.ROOT);
      return NAMES.stream().anyMatch(text::contains);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
