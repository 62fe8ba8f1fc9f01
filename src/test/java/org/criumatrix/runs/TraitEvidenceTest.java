package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraitEvidenceTest {

  private static CellRecord works(String options) {
    return SampleCell.of("objects/eventfd")
        .criu("4.3")
        .held("eventfd-semaphore")
        .with(options.split(" "))
        .works();
  }

  @Test
  void aRestoredProgramShowsItsTraits() {
    var records = List.of(works("--file-locks"));

    assertThat(TraitEvidence.evidence(records)).contains("\neventfd-semaphore,4.3,6.18,1,");
    assertThat(TraitEvidence.cases(records))
        .endsWith("\nobjects/eventfd,--file-locks,eventfd-semaphore\n");
  }

  @ParameterizedTest
  @CsvSource({"--leave-running, false", "--leave-running again, true"})
  void aProgramThatIsLeftRunningShowsThemOnlyIfItIsRestoredLater(String options, boolean shows) {
    var records = List.of(works(options));

    assertThat(TraitEvidence.evidence(records).contains("eventfd")).isEqualTo(shows);
  }
}
