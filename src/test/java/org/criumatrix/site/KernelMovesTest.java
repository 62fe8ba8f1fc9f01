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
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
/** What cells on pairs of machines say of other kernels, and what is said of broken cells. */
  @TempDir private static Path temporary;
  private static SampleSite site;
  @BeforeAll
  static void write() throws IOException {
    site = SampleSite.of(SampleData.moved(), temporary.resolve("site"));
  void theSituationNamesTheMovesThatWereSeen() throws IOException {
    var page = site.page("can/kernel-upgrade.html");
    assertThat(page.select(".answer.works .lead").eachText())
        .containsExactly(
            "Seen: dumped on Linux 6.18, restored on 6.12: 1 of 1 case works with CRIU 4.3 as root.",
            "Seen: dumped on Linux 6.18, restored on 6.12: 1 of 1 case works with CRIU 4.2.1 as root.");
    assertThat(page.select("#evidence ~ div a").eachAttr("href"))
        .contains("../case/parallel/mpi-openmpi-2.html");
    assertThat(page.select("pre").text())
        .startsWith("./criu-matrix run -Dcells='parallel/mpi-openmpi-2' -Dhost=vm:bookworm+trixie");
  void withoutSuchCellsItWasNeverTested(@TempDir Path other) throws IOException {
    assertThat(SampleSite.in(other).page("can/kernel-upgrade.html").select(".lead").text())
        .isEqualTo("Never tested.");
  void aFaultOfTheSuiteIsNotNeverTested() throws IOException {
    assertThat(site.page("can/gpu-cuda.html").select(".lead").text())
        .isEqualTo(
            "Not known. It was tried with CRIU 4.3 as root on Linux 6.18, and the suite failed: no"
                + " end within 60 s.");
  }
}
