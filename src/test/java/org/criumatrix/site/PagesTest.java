package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the other kinds of pages say. */
class PagesTest {

  @TempDir private static Path temporary;
  private static SampleSite site;

  @BeforeAll
  static void write() throws IOException {
    site = SampleSite.in(temporary);
  }

  private static String lead(String path) throws IOException {
    return site.page(path).select(".answer .lead").text();
  }

  @Test
  void aReleaseSaysWhatChanged() throws IOException {
    var page = site.page("criu/4.3.html");

    assertThat(lead("criu/4.3.html"))
        .isEqualTo("Compared with CRIU 4.2.1, 1 cell got worse and 1 cell got better.");
    assertThat(page.select("#what-changed-in-this-release ~ h3").eachText())
        .containsExactly("Got worse: 1 cell", "Got better: 1 cell");
    assertThat(page.select("#causes-that-it-no-longer-has ~ ul").text())
        .contains("fixed in CRIU 4.3");
    assertThat(lead("criu/4.2.1.html")).contains("oldest build");
  }

  @Test
  void aCauseHasItsStatusItsErrorAndItsWayOut() throws IOException {
    var page = site.page("why/" + SampleData.DOCKER + ".html");

    assertThat(page.select("h1").text())
        .isEqualTo("Why does the dump fail with “bind-mount /proc/0/ns/net”?");
    assertThat(page.select(".status").text()).contains("open");
    assertThat(page.select("#the-way-out ~ ul").text()).isEqualTo("An older docker.");
    assertThat(page.select("a[rel]").attr("href"))
        .isEqualTo("https://github.com/containerd/containerd/issues/12141");
    assertThat(page.select("pre").text()).contains("-Dcells=containers/docker-");
    assertThat(site.page("why/" + SampleData.CAPABILITY + ".html").select(".answer .status").text())
        .isEqualTo("fixed in CRIU 4.3");
  }

  @Test
  void anErrorHasNoPathsOfTheSuite() {
    assertThat(Causes.shown("/var/cache/USER/builds/4.3-1/criu: bad option '--x'"))
        .isEqualTo("…/criu: bad option '--x'");
    assertThat(Causes.shown("Can't open /run/criu-matrix/cell/images0/pstree.img"))
        .isEqualTo("Can't open …/pstree.img");
  }

  @Test
  void anEditionHasItsVersion() throws IOException {
    assertThat(site.page("engine/docker.html").select("#editions-that-were-tested ~ ul").text())
        .isEqualTo("docker: 26.1.5 docker@sid: 28.5.2");
  }

  @Test
  void causesAreListedByTheirCells() throws IOException {
    assertThat(site.page("why/index.html").select(".list li")).hasSize(3);
    assertThat(site.page("why/index.html").select(".list small").eachText())
        .allMatch(t -> t.startsWith("4 cells"));
  }

  @Test
  void anObjectSaysWhatComesBackChanged() throws IOException {
    assertThat(lead("object/eventfd-semaphore.html"))
        .startsWith("No. It fails with CRIU 4.3 as root on Linux 6.18.");
    assertThat(
            site.page("object/eventfd-semaphore.html")
                .select("#what-comes-back-changed ~ ul")
                .text())
        .isEqualTo("counter: 1 → 60");
  }

  @Test
  void anEngineCountsSituations() throws IOException {
    assertThat(lead("engine/docker.html"))
        .isEqualTo(
            "1 of 1 situation works with docker with CRIU 4.3 on Linux 6.18 (2 cells), counting the best known way of each. But not a docker container in docker 28.5.2 (Debian sid).");
    assertThat(site.page("engine/docker.html").select(".answer.partly")).hasSize(1);
    assertThat(site.page("engine/index.html").select(".list li").text()).contains("◐docker partly");
    assertThat(lead("engine/slurm.html")).startsWith("1 of 1 situation");
    assertThat(site.page("engine/slurm.html").select("h1").text())
        .isEqualTo("Can jobs of Slurm be checkpointed?");
  }

  @Test
  void aCaseHasEveryCellWithAFragment() throws IOException {
    var page = site.page("case/parallel/mpi-openmpi-2.html");

    assertThat(page.select("table.evidence tbody tr[id]")).hasSize(12);
    assertThat(page.text()).contains("1 of 100 failed: below 4.7 % at 95 %");
    assertThat(
            site.page("case/network/unix-half-without-flag.html")
                .select(".answer.refuses .lead")
                .text())
        .startsWith("It is refused, as it has to be, by CRIU 4.3");
  }

  @Test
  void anOptionNamesWhatNeedsIt() throws IOException {
    assertThat(lead("option/tcp-established.html")).isEqualTo("2 situations need it to work.");
    assertThat(lead("option/ext-unix-sk.html")).isEqualTo("No situation needs it that was tested.");
  }

  @Test
  void aMachineSaysWhatItsRootLacks() throws IOException {
    assertThat(site.page("machine/00000001.html").select("h1").text())
        .isEqualTo("Debian GNU/Linux 12 (bookworm), x86_64, EPYC, root without cap_sys_resource");
  }

  @Test
  void aRunSaysWhatChangedSinceTheOneBefore() throws IOException {
    var page = site.page("run/%s.html".formatted(SampleData.RUN));

    assertThat(page.select("#what-changed-since-the-run-before ~ h3").text())
        .isEqualTo("Got better: 1 cell");
    assertThat(page.select("dl").text()).contains("Submitted by somebody");
  }

  @Test
  void theStartPageShowsRowsByKernel() throws IOException {
    var table = site.page("index.html").select("table.rows");

    assertThat(table.select("thead th").eachText())
        .containsExactly("Row", "Linux 6.18", "Linux 6.12");
    assertThat(table.select("tbody tr").eachText())
        .contains("Parallel (MPI) ✓ 1 of 1 ✓ 1 of 1", "Kernel objects ✗ 0 of 1 ? never tested");
  }
}
