package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SituationPagesTest {

  @TempDir private static Path temporary;
  private static SampleSite site;
  private static Document mpi;

  @BeforeAll
  static void write() throws IOException {
    site = SampleSite.in(temporary);
    mpi = site.page("can/mpi-openmpi.html");
  }

  @Test
  void beginsWithTheVerdictInWords() {
    assertThat(mpi.select("h1").text()).isEqualTo("Can MPI with Open MPI be checkpointed?");
    assertThat(mpi.select(".answer .lead").text())
        .isEqualTo(
            "Yes, with --tcp-established. Then it works with CRIU 4.3 as root on Linux 6.18.");
    assertThat(mpi.select(".answer > div > p").eachText())
        .contains("With file capabilities: yes, with the same options.", "Without root: no.");
    assertThat(mpi.select(".answer.with-options > .sign").text()).isEqualTo("✓+");
  }

  @Test
  void saysWhereItWasTestedAndWhereNot() {
    assertThat(mpi.select(".tested").text())
        .isEqualTo(
            "Tested with CRIU 4.3 and 4.2.1 on Linux 6.18 and 6.12 (x86_64), last on 29 November 2026."
                + " Not tested on arm64 or other architectures.");
  }

  @Test
  void theTableHasTheNewestCriuFirstAndKernelsWithTheSameResultTogether() {
    var table = mpi.selectFirst("table.support");
    assertThat(table.select("thead th").eachText())
        .containsExactly("Who calls CRIU", "Linux", "CRIU 4.3", "CRIU 4.2.1");
    assertThat(table.select("tbody tr").eachText())
        .containsExactly(
            "As root 6.18 and 6.12 ✓+ works with --tcp-established ✓+ with options",
            "With file capabilities 6.18 and 6.12 ✓+ works with --tcp-established ✓+ with options",
            "Without root 6.18 and 6.12 ✗ no CRIU refuses to start without CAP_CHECKPOINT_RESTORE ✗ no");
  }

  @Test
  void aLineHasAFragmentForEachKernel() {
    var context = new Context("machine", "none", "unprivileged");
    for (var kernel : new String[] {SampleData.NEW_KERNEL, SampleData.OLD_KERNEL}) {
      var id = Slug.of(SupportTable.fragment(kernel, context));
      assertThat(mpi.getElementById(id).closest("tr").text()).startsWith("Without root");
    }
  }

  @Test
  void theWayIsThereToCopy() {
    assertThat(mpi.select("#the-way-to-do-it ~ div pre").eachText().get(0).lines())
        .containsExactly(
            "criu dump --tree PID --images-dir checkpoint --tcp-established",
            "criu restore --images-dir checkpoint --restore-detached --tcp-established",
            "# a batch job that saves itself when it is preempted:",
            "criu-job --criu-option=--tcp-established PROGRAM");
    assertThat(mpi.select("pre").text())
        .contains(
            "sudo setcap cap_checkpoint_restore,cap_net_admin,cap_setpcap+ep",
            "criu dump --tree PID --images-dir checkpoint --unprivileged --tcp-established");
  }

  @Test
  void namesTheCauseAndWhatIsLost() {
    assertThat(mpi.select(".causes a").eachText())
        .contains("CRIU refuses to start without CAP_CHECKPOINT_RESTORE");
    assertThat(mpi.select(".harms").text())
        .startsWith("Nothing is lost: CRIU refuses the dump, and the program continues.");
  }

  @Test
  void plainVariantsAndMisuseAreFolded() throws IOException {
    assertThat(mpi.select("details summary").eachText())
        .contains(
            "1 more case: without these options or settings, to show whether they are needed");
    assertThat(site.page("can/unix-outside.html").select("details summary").eachText())
        .contains("1 more case: deliberate misuse, which CRIU has to refuse");
  }

  @Test
  void namesWhatWasNeverTestedWithTheCommandThatWouldTell() {
    assertThat(mpi.getElementById("untested-engine").text()).contains("docker");
    assertThat(mpi.getElementById("untested-architecture").text())
        .contains("arm64", "./criu-matrix run -Dcells='parallel/mpi-openmpi-*' -Dcriu=newest");
  }

  @Test
  void whatWasNeverTestedSaysSo() throws IOException {
    var cuda = site.page("can/gpu-cuda.html");

    assertThat(cuda.select(".answer.untested .lead").text()).isEqualTo("Never tested.");
    assertThat(cuda.select("section:has(#never-tested) pre").text())
        .isEqualTo("./criu-matrix run -Dcells='gpu/*' -Dcriu=newest");
  }

  @Test
  void anOldResultIsMarked() throws IOException {
    assertThat(site.page("can/event-descriptors.html").select("td .old").text())
        .contains("old: 1 June 2026");
    assertThat(mpi.select(".old")).isEmpty();
  }

  @Test
  void showsItsBadge() throws IOException {
    assertThat(mpi.select("img").attr("src")).isEqualTo("../badge/mpi-openmpi.svg");
    assertThat(site.text("badge/mpi-openmpi.svg"))
        .contains(
            "role=\"img\"",
            "aria-label=\"MPI with Open MPI: works with options\"",
            "<title>MPI with Open MPI: works with options</title>");
  }

  @Test
  void showsHowItDevelopedWithTheNumbersAsATable() {
    assertThat(mpi.select("svg path.line")).hasSize(2);
    assertThat(mpi.select("table.numbers tbody tr").eachText())
        .containsExactly("2026-11-29 3 of 3 2 of 3", "2026-06-01 – 1 of 3");
  }

  @Test
  void ofAnEngineTheEditionsDiffer() throws IOException {
    var docker = site.page("can/docker.html");

    assertThat(docker.select("table.support tbody tr").eachText())
        .anyMatch(r -> r.startsWith("As root in docker 6.18 ✓ works"))
        .anyMatch(
            r -> r.startsWith("As root in docker (Debian sid) 6.18 ✗ no Docker 28 goes into"));
    assertThat(docker.select("pre").text())
        .contains("docker checkpoint create CONTAINER checkpoint");
  }

  @Test
  void theBestKnownWayCountsAndAYesDoesNotHideWhatFailsWithoutIt() throws IOException {
    assertThat(site.page("can/unix-outside.html").select(".answer .lead").text())
        .startsWith("Yes, in namespaces of its own, with --tcp-established. Then it works with")
        .contains("CRIU 4.3 as root on Linux 6.18.");
    assertThat(site.page("can/unix-outside.html").select(".answer > div > p").eachText())
        .contains("As root: no.");
    var batch = site.page("can/batch-restart.html");
    assertThat(batch.select(".answer .lead").text())
        .isEqualTo(
            "Yes, with a child subreaper. Then it works with CRIU 4.3 with file capabilities, as a"
                + " job of Slurm (Debian 13) on Linux 6.18. Without that it fails: Docker 28 goes"
                + " into the new network namespace before the task is started.");
    assertThat(batch.select(".way").text()).contains("It needs a child subreaper.");
    assertThat(site.page("case/batch/self-checkpoint.html").select(".answer .lead").text())
        .as("a case needs what its situation does")
        .startsWith("Yes, with a child subreaper.");
  }
}
