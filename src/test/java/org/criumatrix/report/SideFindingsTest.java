package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.junit.jupiter.api.Test;

class SideFindingsTest {

  @Test
  void aSubCheckThatFailsIsCountedPerCase() {
    var records = SampleRun.records();
    assertThat(SideFindings.of(records))
        .anyMatch(l -> l.matches("\\S+/\\S+ second-dump fails in \\d+ of \\d+ cells"));
    assertThat(SideFindings.of(records)).noneMatch(l -> l.contains("second-restore"));
  }

  @Test
  void nothingIsToldOfNothing() {
    assertThat(SideFindings.of(List.of())).isEmpty();
  }

  @Test
  void whatTheKernelSaysOfCriusOwnProbeIsNoFinding() {
    assertThat(
            SideFindings.of(
                logging(
                    "traps: criu[4711] general protection fault ip:55b5 sp:7ffd error:402 in criu[1024]")))
        .noneMatch(l -> l.contains("kernel's log"));
    assertThat(
            SideFindings.of(
                logging(
                    "traps: criu[4711] general protection fault ip:55b5 sp:7ffd error:0 in criu[1024]")))
        .anyMatch(l -> l.contains("kernel's log"));
  }

  private static List<CellRecord> logging(String line) {
    var cell = Cell.of(CaseId.parse("serial/simple-c"), "4.3", "root", "none", "local");
    return List.of(new RecordBuilder(cell).kernelLog(line).build());
  }
}
