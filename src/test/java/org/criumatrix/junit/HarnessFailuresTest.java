package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Tests JUnit failures that are not results of cells: if they were not collected, a run would pass.
 */
class HarnessFailuresTest {

  @TempDir Path folder;

  private static List<Throwable> troubles() {
    var troubles = new HarnessFailures();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(PlayedRun.SampleCases.class))
            .build();
    LauncherFactory.create().execute(request, troubles);
    return troubles.all();
  }

  @Test
  void aCaseThatCannotBePlannedIsKept() {
    assertThat(troubles())
        .hasSize(PlayedRun.cases().size())
        .allSatisfy(t -> assertThat(t).hasMessageContaining("a part of the matrix only"));
  }

  @Test
  void aCellThatDiffersIsNone() throws IOException {
    try (var run = new PlayedRun(folder, Map.of("cells", "sample/breaks"), false, "4.3")) {
      assertThat(troubles()).isEmpty();
      assertThat(run.records())
          .singleElement()
          .satisfies(r -> assertThat(r.judgement()).isEqualTo(Judgement.BROKEN));
    }
  }
}
