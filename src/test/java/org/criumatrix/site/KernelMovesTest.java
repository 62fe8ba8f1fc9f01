package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores on another kernel. */
class KernelMovesTest {

  @TempDir private Path temporary;

  @Test
  void aPairWithTheSameKernelIsNoMove() throws Exception {
    assertThat(new KernelMoves(new Facts(SearchSample.all())).all())
        .containsExactly(new KernelMoves.Move("6.12", "6.1", "4.3", 1, 1));
  }

  @Test
  void thePageHasTheAnswerAndTheCells() throws Exception {
    var page =
        SampleSite.of(SearchSample.all(), temporary.resolve("site"))
            .page("can/kernel-upgrade.html");

    assertThat(page.select(".answer").text())
        .contains(
            "Yes: dumped on Linux 6.12 and restored on 6.1: 1 of 1 cell works with CRIU 4.3.");
    assertThat(page.select("#evidence, section:has(h2:contains(Evidence))").text())
        .contains("parallel/mpi-openmpi-2");
    assertThat(page.select("pre.commands").text()).contains("-Dhost=vm:bookworm+trixie");
  }

  @Test
  void withoutCellsThePageSaysWhatWouldShowIt() throws Exception {
    var page =
        SampleSite.of(SearchSample.withoutMoves(), temporary.resolve("site"))
            .page("can/kernel-upgrade.html");

    assertThat(page.select("pre.commands").text())
        .contains("-Dhost=vm:bookworm+trixie")
        .doesNotContain("cpu-specific/*");
  }
}
