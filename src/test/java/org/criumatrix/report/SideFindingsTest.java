package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SideFindingsTest {

  @Test
  void aSubCheckThatFailsIsCountedPerCase() {
    var records = SampleRun.records();
    assertThat(SideFindings.of(records))
        .anyMatch(l -> l.matches("\\S+/\\S+ second-dump fails in \\d+ of \\d+ cells"));
    assertThat(SideFindings.of(records)).noneMatch(l -> l.contains("second-restore"));
  }

  @Test
  void withoutFindingsThereAreNoLines() {
    assertThat(SideFindings.of(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traps: criu[4711] general protection fault ip:55b5 sp:7ffd error:402 in criu[1024]",
        "podman1: port 1(veth0) entered blocking state",
        "veth0 (unregistering): left promiscuous mode"
      })
  void whatTheKernelSaysWheneverEnginesAndCriuAreAtWorkIsNoFinding(String line) {
    assertThat(SideFindings.of(logging(line))).noneMatch(l -> l.contains("kernel's log"));
  }

  @Test
  void anotherFaultIsOne() {
    var line = "traps: criu[4711] general protection fault ip:55b5 sp:7ffd error:0 in criu[1024]";
    assertThat(SideFindings.of(logging(line))).anyMatch(l -> l.contains("kernel's log"));
  }

  private static List<CellRecord> logging(String line) {
    return List.of(SampleCell.of("serial/simple-c").kernelLog(line).works());
  }
}
