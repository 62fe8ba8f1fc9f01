package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
