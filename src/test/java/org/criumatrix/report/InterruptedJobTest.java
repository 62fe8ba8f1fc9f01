package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedJobTest {

  @TempDir Path target;

  private static SampleCell job(String name, String privilege) {
    var id = CaseId.parse("batch/" + name);
    return SampleCell.detailed(Cell.of(id, "4.3", privilege, "none", "htcondor:sid"));
  }

  private static List<CellRecord> records() {
    return List.of(
        job("self-checkpoint-evicted-simple-c", "capabilities").stepsLost(0).works(),
        job("self-checkpoint-node-lost-lammps", "capabilities").stepsLost(12).works(),
        job("self-checkpoint-node-lost-lammps", "setuid").stepsLost(1).works(),
        job("self-checkpoint-evicted-simple-c", "unprivileged")
            .stepsLost(0)
            .fails("dump", "no capability"),
        SampleCell.of("serial/simple-c").works());
  }

  @Test
  void aCaseNamesAnInterruptionAndAProgram() {
    assertThat(InterruptedJob.all(records()))
        .extracting(j -> j.interruption() + " of " + j.program() + ": " + j.words())
        .containsExactly(
            "self-checkpoint-evicted of simple-c: nothing lost",
            "self-checkpoint-node-lost of lammps: 12 steps lost",
            "self-checkpoint-node-lost of lammps: 1 step lost",
            "self-checkpoint-evicted of simple-c: fails at dump");
  }

  @Test
  void thePageHasATableOfThem() throws Exception {
    var jobs = PageInBrowser.in(target).open(records(), "panel=jobs").expectFirst("#jobs");

    assertThat(jobs.select("> details > summary").text())
        .startsWith("htcondor:sid, CRIU 4.3, Linux ");
    assertThat(jobs.select("tbody th").eachText())
        .containsExactly(
            "evicted: condor_vacate_job, scontrol requeue", "all that runs on its node dies");
    assertThat(jobs.select("button.job").eachAttr("title"))
        .contains(
            "batch/self-checkpoint-node-lost-lammps, setuid: 1 step lost",
            "batch/self-checkpoint-evicted-simple-c, unprivileged: fails at dump");
  }

  @Test
  void aPageWithoutThemHasNoSuchTable() throws Exception {
    var shown = PageInBrowser.in(target).open(SampleRun.records(), "");

    assertThat(shown.select("#jobs[hidden]")).hasSize(1);
  }
}
